// Tells how far a change of the library is, on its page, without loading the page again until it has ended.

interface State {
  running: boolean;
  step: string;
  done: number;
  total: number;
}

const LOOK_EVERY = 1000; // milliseconds

export function followChange(page: Document): void {
  const box = page.querySelector<HTMLElement>("[data-follow]");
  const address = box?.dataset["follow"];
  if (box && address) void look(box, address);
}

async function look(box: HTMLElement, address: string): Promise<void> {
  try {
    const answer = await fetch(address);
    const state = answer.ok ? ((await answer.json()) as State) : null;
    if (!state?.running) {
      location.reload();
      return;
    }
    show(box, state);
  } catch {
    // the server does not answer for a moment; the next look may find it
  }
  setTimeout(() => void look(box, address), LOOK_EVERY);
}

function show(box: HTMLElement, state: State): void {
  const step = box.querySelector<HTMLElement>("[data-step]");
  if (step && step.textContent !== state.step) step.textContent = state.step;
  const bar = box.querySelector<HTMLProgressElement>("[data-progress]");
  if (!bar) return;
  if (state.total > 1) {
    bar.max = state.total;
    bar.value = state.done;
  } else {
    bar.removeAttribute("value");
  }
}
