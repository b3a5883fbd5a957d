import { describe, expect, test } from "vitest";
import { complaints, type Signs } from "../../src/operations/health.ts";

const second = 1000;

/** A process that has led for an hour, and does what it should. */
const well: Signs = {
  role: "leading",
  since: 0,
  now: 3600 * second,
  databaseAnswers: true,
  fetchedAt: 3595 * second,
  calledAt: 3599 * second,
  oldestAnswerSeconds: 0,
};

describe("a process that leads", () => {
  test("is well while it fetches and sends", () => {
    expect(complaints(well)).toEqual([]);
  });

  test("is not without its database", () => {
    const signs = { ...well, databaseAnswers: false, oldestAnswerSeconds: null };
    expect(complaints(signs)).toEqual(["the database does not answer"]);
  });

  test("is not when no updates were fetched for a minute", () => {
    const signs = { ...well, fetchedAt: well.now - 61 * second };
    expect(complaints(signs)).toEqual(["no updates could be fetched for 61 seconds"]);
    expect(complaints({ ...signs, fetchedAt: well.now - 59 * second })).toEqual([]);
  });

  test("needs not fetch what comes by webhook", () => {
    expect(complaints({ ...well, fetchedAt: null })).toEqual([]);
  });

  test("has a minute after it took the lead", () => {
    const signs = { ...well, since: well.now - 30 * second, fetchedAt: 0, calledAt: 0 };
    expect(complaints({ ...signs, oldestAnswerSeconds: 900 })).toEqual([]);
  });

  test("is not well when answers wait and no call ends", () => {
    const signs = { ...well, oldestAnswerSeconds: 121, calledAt: well.now - 61 * second };
    expect(complaints(signs)).toHaveLength(1);
    expect(complaints({ ...signs, oldestAnswerSeconds: 119 })).toEqual([]);
    // one busy group may have a long queue, while everything moves
    expect(complaints({ ...signs, calledAt: well.now - 2 * second })).toEqual([]);
  });
});

test("a process that stands by has nothing to do but to see the database", () => {
  const signs: Signs = { ...well, role: "standing by", fetchedAt: 0, calledAt: 0 };
  expect(complaints({ ...signs, oldestAnswerSeconds: 900 })).toEqual([]);
  expect(complaints({ ...signs, databaseAnswers: false })).toHaveLength(1);
});

test.each(["starting", "stopping"] as const)("a process that is %s is not ready", (role) => {
  expect(complaints({ ...well, role })).toEqual([`it is ${role}`]);
});
