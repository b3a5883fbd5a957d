import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { systemClock } from "../../src/platform/clock.ts";

const DAY_MS = 86_400_000;

async function outcomeOf(promise: Promise<void>): Promise<string> {
  const outcome = promise.then(
    () => "came",
    (error: unknown) => `aborted: ${String(error)}`,
  );
  return Promise.race([outcome, new Promise<string>((resolve) => setImmediate(resolve, "waits"))]);
}

describe("the system's clock", () => {
  test("a moment that has passed comes at once", async () => {
    expect(await outcomeOf(systemClock.until(new Date(0)))).toBe("came");
  });

  test("waits until the moment, not less", async () => {
    const moment = new Date(Date.now() + 40);
    await systemClock.until(moment);
    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(moment.getTime());
  });

  test("aborting rejects with the reason, before and during the wait", async () => {
    const control = new AbortController();
    const far = new Date(Date.now() + DAY_MS);
    const waiting = systemClock.until(far, control.signal);
    control.abort(new Error("we stop"));
    await expect(waiting).rejects.toThrow("we stop");
    await expect(systemClock.until(far, control.signal)).rejects.toThrow("we stop");
  });

  describe("over longer times than one timer can hold", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });
    });

    afterEach(() => {
      vi.useRealTimers();
    });

    test("a moment in 60 days does not come today", async () => {
      const control = new AbortController();
      const far = systemClock.until(new Date(Date.now() + 60 * DAY_MS), control.signal);
      expect(await outcomeOf(far)).toBe("waits");
      control.abort(new Error("enough"));
      expect(await outcomeOf(far)).toBe("aborted: Error: enough");
    });
  });
});
