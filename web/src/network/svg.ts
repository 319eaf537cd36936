// Writes a picture as SVG; it knows nothing of the page.

export interface Scene {
  title: string;
  width: number;
  height: number;
  paper: string;
  ink: string;
  font: string;
  lines: { x1: number; y1: number; x2: number; y2: number; colour: string; width: number }[];
  discs: { x: number; y: number; radius: number; colour: string; label: string }[]; // label: empty where none is seen
}

const MARKS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (mark) => MARKS[mark] as string);
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** A file that any browser or drawing program opens. What lies outside the frame is left out. */
export function writeSvg(scene: Scene): string {
  const { width, height } = scene;
  const lines = scene.lines
    .filter(
      ({ x1, y1, x2, y2 }) =>
        Math.max(x1, x2) >= 0 && Math.min(x1, x2) <= width && Math.max(y1, y2) >= 0 && Math.min(y1, y2) <= height,
    )
    .map(
      (line) =>
        `<line x1="${short(line.x1)}" y1="${short(line.y1)}" x2="${short(line.x2)}" y2="${short(line.y2)}"` +
        ` stroke="${escape(line.colour)}" stroke-width="${short(line.width)}"/>`,
    );
  const inside = scene.discs.filter(
    ({ x, y, radius }) => x >= -radius && x <= width + radius && y >= -radius && y <= height + radius,
  );
  const discs = inside.map(
    (disc) =>
      `<circle cx="${short(disc.x)}" cy="${short(disc.y)}" r="${short(disc.radius)}" fill="${escape(disc.colour)}"/>`,
  );
  const labels = inside
    .filter((disc) => disc.label)
    .map(
      (disc) => `<text x="${short(disc.x + disc.radius + 3)}" y="${short(disc.y + 4)}">${escape(disc.label)}</text>`,
    );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escape(scene.title)}</title>`,
    `<rect width="100%" height="100%" fill="${escape(scene.paper)}"/>`,
    `<g>${lines.join("")}</g>`,
    `<g>${discs.join("")}</g>`,
    `<g font-family="${escape(scene.font)}" font-size="13" fill="${escape(scene.ink)}" stroke="${escape(scene.paper)}"` +
      ` stroke-width="3" stroke-linejoin="round" paint-order="stroke">${labels.join("")}</g>`,
    "</svg>\n",
  ].join("\n");
}
