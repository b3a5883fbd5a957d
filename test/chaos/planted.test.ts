import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../support/database.ts";
import { freshRedis } from "../support/redis.ts";
import { breachesIn } from "./checker/check.ts";
import { scenarios } from "./harness/scenarios.ts";
import { type Scene, startScene } from "./harness/scene.ts";
import { plantedBugs } from "./plants/planted-bugs.ts";

const timeout = 90_000;

/** A scene with a database and a Redis of its own. */
async function openScene(resources: AsyncDisposableStack): Promise<Scene> {
  const database = resources.use(await freshDatabase());
  const redis = resources.use(await freshRedis());
  return resources.use(await startScene({ databaseUrl: database.url, redisUrl: redis.url }));
}

test("there is a story for every planted bug", () => {
  expect(new Set(scenarios.map(({ plant }) => plant))).toEqual(new Set(Object.keys(plantedBugs)));
});

describe("a planted bug is found:", () => {
  test.each(scenarios)("$plant", { timeout }, async ({ plant, play, breaches }) => {
    await using resources = new AsyncDisposableStack();
    const scene = await openScene(resources);
    await play(scene, { plants: [plant] });
    const { verdict } = await scene.judge();
    expect(breaches(scene, verdict)).toBeGreaterThan(0);
  });
});

describe("without it, the same story finds nothing:", () => {
  let resources: AsyncDisposableStack;
  let scene: Scene;
  beforeAll(async () => {
    resources = new AsyncDisposableStack();
    scene = await openScene(resources);
  }, timeout);
  afterAll(() => resources.disposeAsync());

  test.each(scenarios)("$plant", { timeout }, async ({ play, breaches }) => {
    await scene.bots.killAll();
    await play(scene, {});
    const { verdict } = await scene.judge();
    expect(breaches(scene, verdict)).toBe(0);
    expect(breachesIn({ ...verdict, mostUnknown: verdict.unknown })).toEqual({});
  });
});
