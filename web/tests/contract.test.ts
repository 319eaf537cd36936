// The examples are what the server answers (its own tests say so); here the compiler holds them against the types.

import { expect, it } from "vitest";
import case_ from "../examples/case.json";
import cases from "../examples/cases.json";
import communities from "../examples/communities.json";
import companions from "../examples/companions.json";
import compare from "../examples/compare.json";
import entities from "../examples/entities.json";
import entity from "../examples/entity.json";
import indicator from "../examples/indicator.json";
import indicators from "../examples/indicators.json";

import network from "../examples/network.json";
import partners from "../examples/partners.json";
import path from "../examples/path.json";
import problem from "../examples/problem.json";
import report from "../examples/report.json";
import reports from "../examples/reports.json";
import search from "../examples/search.json";
import suggest from "../examples/suggest.json";
import similar from "../examples/similar.json";
import topics from "../examples/topics.json";
import top from "../examples/top.json";
import type * as contract from "../src/types";

// The compiler reads a JSON file's "case" as string, so words that the contract lists one by one count as string here.
type Wide<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? Wide<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wide<T[Key]> }
      : T;

// Every name in the example must be one that the contract knows; a missing one does not compile either way.
type Known<T, Contract> = T extends readonly (infer Item)[]
  ? Contract extends readonly (infer Wanted)[]
    ? Known<Item, Wanted>[]
    : never
  : T extends object
    ? { [Key in keyof T]: Key extends keyof Contract ? Known<T[Key], NonNullable<Contract[Key]>> : never }
    : T;

const check = <Contract>() => <T extends Wide<Contract>>(example: T & Known<T, Contract>) => example;

it("one example per endpoint fits the types", () => {
  const examples = [
    check<contract.SearchAnswer>()(search),
    check<contract.SuggestAnswer>()(suggest),
    check<contract.TopicList>()(topics),
    check<contract.CaseList>()(cases),
    check<contract.CaseAnswer>()(case_),
    check<contract.SimilarAnswer>()(similar),
    check<contract.ReportList>()(reports),
    check<contract.ReportAnswer>()(report),
    check<contract.EntityList>()(entities),
    check<contract.CompanionList>()(companions),
    check<contract.Comparison>()(compare),
    check<contract.Ranking>()(top),
    check<contract.CommunityList>()(communities),
    check<contract.IndicatorList>()(indicators),
    check<contract.IndicatorAnswer>()(indicator),
    check<contract.EntityAnswer>()(entity),
    check<contract.PartnerList>()(partners),
    check<contract.PathAnswer>()(path),
    check<contract.NetworkAnswer>()(network),
    check<contract.Problem>()(problem),
  ];
  expect(examples).toHaveLength(20);
});
