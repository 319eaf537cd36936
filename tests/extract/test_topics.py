"""Topics: the words of the thesaurus that stand in a text, where they stand, and how telling they are."""

from __future__ import annotations

from vocgraph import ontology
from vocgraph.analysis import analyse
from vocgraph.extract.topics import _vocabulary, rarity, tag, tag_text
from vocgraph.model import Analysis, EntityKind, Mention, Report, Span, Topic
from vocgraph.search.files import index_segmenter

OTHER = "学校按照上级要求开展日常工作，安排有序，记录完整，按期总结，各项事务平稳推进，全年没有发生差错。\n\n"


def read(*parts: str) -> Analysis:
    return analyse(Report(id="r", text="青禾职业技术学院质量年度报告（2024）\n\n" + "\n\n".join(parts) + "\n"))


def concepts(topics: tuple[Topic, ...]) -> list[str]:
    return [topic.concept for topic in topics]


def in_every_passage(words: str) -> str:
    return "\n\n".join(f"1.{number} 第{number}项\n\n{words}{OTHER}" for number in range(1, 30))


def test_a_case_is_about_what_its_title_and_text_say() -> None:
    analysis = read(
        "1.服务贡献",
        OTHER,
        "【案例 1-1】送技术下乡，助力乡村振兴",
        "教师到平安村开展乡村振兴技术培训。",
        "2.其他",
        OTHER,
    )
    [topics] = analysis.topics.cases
    assert concepts(topics)[0] == "rural-revitalisation"


def test_every_word_that_earned_a_topic_stands_at_its_place() -> None:
    analysis = read(
        "1.服务贡献", "【案例 1-1】乡村振兴在路上", "教师到平安村开展乡村\n振兴培训，学员都说“三教”改革好。"
    )
    [topics] = analysis.topics.cases
    words = [word for topic in topics for word in topic.words]
    assert len(words) > 1
    for word in words:
        assert analysis.report.quote(word.span).replace("\n", "") == word.surface


def test_the_printed_label_of_a_case_is_no_topic() -> None:
    [topics] = read("1.服务贡献", "【典型案例 1-1】乡村振兴在路上", "教师到平安村开展乡村振兴培训。").topics.cases
    assert "typical-case" not in concepts(topics)


def test_what_every_passage_speaks_of_tells_less_than_what_few_do() -> None:
    common = in_every_passage("企业与学校开展产教融合。")
    analysis = read("1.产教融合", common, "1.30 再一项", "学校与企业开展产教融合，建有产业学院。")
    weights = {topic.concept: topic.weight for topic in analysis.topics.chunks[-1]}
    assert weights["industrial-college"] > weights.get("industry-education-integration", 0.0)


def test_an_everyday_wording_counts_less_than_an_official_one() -> None:
    official, everyday = (
        tag_text(f"学校重视{words}，{words}很好，人人{words}。", lambda _: 1.0) for words in ("美育", "画画")
    )
    assert concepts(official) == concepts(everyday) == ["aesthetic-education"]
    assert official[0].weight > everyday[0].weight


def test_a_wording_inside_another_word_is_not_said() -> None:
    assert tag_text("他是总教师傅。", lambda _: 1.0) == ()


def test_a_long_wording_is_known_though_the_segmenter_draws_the_border_elsewhere() -> None:
    found = concepts(tag_text("推进一站式学生社区建设。", lambda _: 1.0))
    assert "community-service" not in found
    assert any(
        "社区" in word.surface for topic in tag_text("推进一站式学生社区建设。", lambda _: 1.0) for word in topic.words
    )


def test_words_inside_the_name_of_a_company_tell_nothing() -> None:
    report = Report(id="r", text="本校与远山乡村振兴有限公司会面。")
    structure, chunks = (analysis := analyse(report)).structure, analysis.chunks
    at = report.text.index("远山")
    company = Mention(Span("r", at, at + 10), "远山乡村振兴有限公司", EntityKind.ENTERPRISE, "test")
    assert "rural-revitalisation" in concepts(tag(report, structure, chunks).chunks[0])
    assert "rural-revitalisation" not in concepts(tag(report, structure, chunks, [company]).chunks[0])


def test_a_named_contest_is_evidence_of_contests() -> None:
    text = "学生参加“蓝海杯”微笑大赛并获奖。"
    report = Report(id="r", text=text)
    analysis = analyse(report)
    seen = Mention(Span("r", 4, 13), "“蓝海杯”微笑大赛", EntityKind.COMPETITION, "test")
    assert "competitions" in concepts(tag(report, analysis.structure, analysis.chunks, [seen]).chunks[0])


def test_a_section_is_about_what_stands_under_it_and_deeper() -> None:
    analysis = read("1.学生发展", "1.1 心理健康", "学校开设心理健康教育课程，全年心理咨询1500人次。", "2.其他", OTHER)
    by_title = dict(zip((s.title for s in analysis.structure.sections), analysis.topics.sections, strict=True))
    assert "mental-health-education" in concepts(by_title["心理健康"])
    assert "mental-health-education" in concepts(by_title["学生发展"])
    assert concepts(by_title["其他"]) == []


def test_rows_of_a_table_are_about_what_its_caption_says() -> None:
    rows = "| 赛项 | 名次 |\n| --- | --- |\n| 甲项 | 第一 |\n| 乙项 | 第二 |"
    analysis = read("1.竞赛", "表1 职业技能大赛获奖一览表", rows)
    tables = [
        topics
        for chunk, topics in zip(analysis.chunks, analysis.topics.chunks, strict=True)
        if chunk.caption and "大赛" in chunk.caption
    ]
    assert tables
    assert "skills-competition" in concepts(tables[0])


def test_what_fewer_passages_hold_is_rarer() -> None:
    assert 1 >= rarity(0, 100) > rarity(10, 100) > rarity(100, 100) > 0


def test_topics_and_the_index_share_what_cuts_texts() -> None:
    # cutting is most of the work of both, and what was cut once is remembered
    assert _vocabulary().segmenter is index_segmenter(ontology.concepts())
