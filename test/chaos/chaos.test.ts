import { describe, expect, test } from "vitest";
import { isKept } from "./checker/check.ts";
import { planNemesis } from "./harness/plan.ts";
import { createRandom } from "./harness/random.ts";
import { evidenceOf, figuresOf, tableOf } from "./report.ts";
import { runChaos } from "./run.ts";
import { seeds } from "./seeds.ts";

async function expectKept(seed: number, kills: number): Promise<void> {
  const result = await runChaos({ seed, kills });
  if (!isKept(result.verdict)) throw new Error(`${tableOf(result)}\n${evidenceOf(result)}`);
  expect(figuresOf(result)).toMatchObject({ kills, seed, lost: 0, doubled: 0 });
}

test("people lose nothing while everything is killed under them", { timeout: 120_000 }, () =>
  expectKept(1, 3),
);

describe.skipIf(seeds.length === 0)("a seed that once failed", () => {
  test.each(seeds)("$seed finds nothing any more: $found", { timeout: 240_000 }, (known) =>
    expectKept(known.seed, known.kills),
  );
});

describe("the nemesis", () => {
  test("does the same for the same seed, and something else for another", () => {
    const plan = (seed: number) => planNemesis(createRandom(seed), 10);
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
  });

  test("kills as often as it is told, and freezes a leader once in a long run at most", () => {
    for (const kills of [0, 4, 100]) {
      const deeds = planNemesis(createRandom(3), kills).map(({ deed }) => deed.kind);
      expect(deeds.filter((kind) => kind === "kill")).toHaveLength(kills);
      expect(deeds.filter((kind) => kind === "freeze").length).toBe(kills >= 50 ? 1 : 0);
    }
  });
});
