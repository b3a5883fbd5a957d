import { afterAll, beforeAll, expect, test } from "vitest";
import { fuzz } from "../fuzz/run.ts";
import { keptSeeds } from "../fuzz/seeds.ts";
import { type Stand, startStand } from "../fuzz/stand.ts";

let stand: Stand;

beforeAll(async () => {
  stand = await startStand();
}, 60_000);
afterAll(() => stand[Symbol.asyncDispose]());

test.each(keptSeeds())(
  "what seed $seed once found is mended: $why",
  async (share) => {
    expect(await fuzz(stand, share)).toEqual([]);
  },
  120_000,
);

test("updates of every kind fail nowhere, leave nobody without an answer, and freeze no chat", async () => {
  for (const seed of [1, 2, 3])
    expect(await fuzz(stand, { seed, count: 500, malformedPercent: 0 })).toEqual([]);
}, 120_000);

test("malformed ones freeze no chat either", async () => {
  expect(await fuzz(stand, { seed: 4, count: 300, malformedPercent: 50 })).toEqual([]);
}, 120_000);
