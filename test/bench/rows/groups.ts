import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { startMeasured } from "../support/measured-process.ts";
import { program } from "../support/programs.ts";
import { queueRows } from "../support/queued.ts";
import { startServices } from "../support/services.ts";
import { startResponder } from "../support/start-responder.ts";
import { closest, rounded, violations } from "../support/statistics.ts";

const groups = 50;
const perMinute = 20;
const perSecond = 30;
const minuteMs = 60_000;
const reach = 0.95;
const firstGroup = -1_000_000_000_000;

/**
 * Fifty groups for which more is queued than Telegram takes, for a whole minute of its time: each
 * must get its share, and none a message too many. Together they ask for 17 of the bot's 30 a
 * second. Longer than the minute, so that the minute's sliding edge is seen as well.
 */
export async function overloadedGroups({ full, say }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("groups");
  const stand = responder.stand("ours");
  await stand.delay([20, 300]);
  const minutes = full ? 5 : 1;
  await using _ours = startMeasured(program.mechanism, {
    BOT_TOKEN: stand.token,
    BOT_API_ROOT: responder.address,
    DATABASE_URL: databaseUrl,
    LIMITS: "telegram's",
  });
  await stand.untilPoll();
  await queueRows(databaseUrl, {
    name: "group",
    chats: { first: firstGroup, count: groups },
    rowsEach: perMinute * (minutes + 2),
    lane: 0,
  });
  await stand.untilSends(1);
  await sleep(minutes * minuteMs + 35_000);
  const { sends } = await stand.take();

  const start = sends[0]?.at ?? Number.NaN;
  const byGroup = Array.from({ length: groups }, (_, group) =>
    sends.filter(({ chat }) => chat === firstGroup - group).map(({ at }) => at),
  );
  const shares = byGroup.map(
    (times) => times.filter((at) => at < start + minutes * minuteMs).length / (minutes * perMinute),
  );
  const least = Math.min(...shares);
  const inMinutes = byGroup.reduce((sum, times) => sum + violations(times, perMinute, minuteMs), 0);
  const moments = sends.map(({ at }) => at);
  const inSeconds = violations(moments, perSecond, 1000);
  say(`the closest ${perSecond + 1} sends: ${rounded(closest(moments, perSecond + 1))} ms`);
  return [
    {
      row: `mechanism: ${groups} overloaded groups, messages a minute in the one with the fewest`,
      ours: rounded(least * perMinute, 1),
      baseline: perMinute,
      ratio: rounded(least, 3),
      reach: `>= ${reach * 100} % each`,
      ok: least >= reach,
    },
    none("mechanism: messages too many for any sliding minute of a group", inMinutes),
    none("mechanism: the same groups, sends too many for any sliding second", inSeconds),
  ];
}

function none(row: string, found: number): BenchRow {
  return { row, ours: found, baseline: "–", ratio: null, reach: "0", ok: found === 0 };
}
