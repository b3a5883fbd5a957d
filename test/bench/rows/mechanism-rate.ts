import type { BenchOptions, BenchRow } from "../row.ts";
import { startMeasured } from "../support/measured-process.ts";
import { type Burst, burst, medianOf, rounds, updatesFor, warmUp } from "../support/rounds.ts";
import { startServices } from "../support/services.ts";
import { type Responder, type Stand, startResponder } from "../support/start-responder.ts";
import { countStatements } from "../support/statements.ts";
import { rounded } from "../support/statistics.ts";
import { program } from "../support/programs.ts";

const reachBare = 2.5;
const reachRunner = 1.2;
const reachRaw = 0.4;
const reachCpu = 0.5;
const reachStatements = 0.1;
const chats = 1000;
const sendsEach = 2;
const warmUps = [500, 2000];

interface Round {
  ours: Burst;
  statements: number;
  bare: Burst;
  runner: Burst;
  /** Calls a second. */
  raw: number;
}

/**
 * Updates that wait in a long line, each of which makes two sends: how many calls a second go out,
 * what an update costs the process and the database. Beside ours the least that a grammY bot can
 * be, grammY's runner, and a loop that does nothing but call. The limits are lifted.
 */
export async function mechanismRate({ full, say }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("mechanism");
  await using counter = await countStatements(databaseUrl);
  const stands = {
    ours: await standOf(responder, "ours"),
    bare: await standOf(responder, "bare"),
    runner: await standOf(responder, "runner"),
    raw: responder.stand("raw"),
  };
  const environment = ({ token }: Stand) => ({ BOT_TOKEN: token, BOT_API_ROOT: responder.address });
  await using ours = startMeasured(program.mechanism, {
    ...environment(stands.ours),
    DATABASE_URL: databaseUrl,
    LIMITS: "lifted",
  });
  await using bare = startMeasured(program.bareBot, environment(stands.bare));
  await using runner = startMeasured(program.runnerBot, environment(stands.runner));
  await using raw = startMeasured(program.rawLoop, environment(stands.raw));
  for (const stand of [stands.ours, stands.bare, stands.runner]) await stand.untilPoll();

  const measureOurs = (updates: number) => burst(stands.ours, ours, updates, sendsEach);
  const measureBare = (updates: number) => burst(stands.bare, bare, updates, sendsEach);
  const measureRunner = (updates: number) => burst(stands.runner, runner, updates, sendsEach);
  const measureRaw = async (calls: number): Promise<number> => {
    await stands.raw.take();
    await raw.ask({ kind: "calls", count: calls });
    const { sends } = await stands.raw.take();
    const took = (sends.at(-1)?.at ?? Number.NaN) - (sends[0]?.at ?? Number.NaN);
    return (sends.length / took) * 1000;
  };

  const warm = {
    ours: await warmUp(measureOurs, warmUps),
    bare: await warmUp(measureBare, warmUps),
    runner: await warmUp(measureRunner, warmUps),
    raw: await measureRaw(10_000),
  };
  const seconds = full ? 8 : 2;
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await counter.reset();
    const updates = updatesFor(warm.ours, seconds);
    const oursNow = await measureOurs(updates);
    const statements = (await counter.total()) / updates;
    const measured: Round = {
      ours: oursNow,
      statements,
      bare: await measureBare(updatesFor(warm.bare, seconds)),
      runner: await measureRunner(updatesFor(warm.runner, seconds)),
      raw: await measureRaw(Math.round(warm.raw * seconds)),
    };
    all.push(measured);
  }
  say(
    all
      .map(
        ({ ours: one, bare: two, runner: three, raw: four }) =>
          `calls a second: ours ${rounded(one.callsPerSecond, 0)}, bare ${rounded(two.callsPerSecond, 0)}, ` +
          `runner ${rounded(three.callsPerSecond, 0)}, raw ${rounded(four, 0)}`,
      )
      .join("\n"),
  );
  return rowsOf(all);
}

function rowsOf(all: Round[]): BenchRow[] {
  const calls = rounded(
    medianOf(all, ({ ours }) => ours.callsPerSecond),
    0,
  );
  const rate = (
    against: string,
    reach: number,
    baseline: (round: Round) => number,
    inWords: string,
  ): BenchRow => {
    const ratio = medianOf(all, (round) => round.ours.callsPerSecond / baseline(round));
    return {
      row: `mechanism: calls a second, against ${against}`,
      ours: calls,
      baseline: rounded(medianOf(all, baseline), 0),
      ratio: rounded(ratio, 2),
      reach: inWords,
      ok: ratio >= reach,
    };
  };
  const cpu = medianOf(all, ({ ours, bare }) => ours.cpuPerUpdate / bare.cpuPerUpdate);
  const statements = medianOf(all, (round) => round.statements);
  return [
    rate("bot.start", reachBare, ({ bare }) => bare.callsPerSecond, `>= ${reachBare} x`),
    rate("runner", reachRunner, ({ runner }) => runner.callsPerSecond, `>= ${reachRunner} x`),
    rate("a raw loop", reachRaw, ({ raw }) => raw, `>= ${reachRaw} x`),
    {
      row: "mechanism: CPU of the process for an update, ms",
      ours: rounded(
        medianOf(all, ({ ours }) => ours.cpuPerUpdate),
        3,
      ),
      baseline: rounded(
        medianOf(all, ({ bare }) => bare.cpuPerUpdate),
        3,
      ),
      ratio: rounded(cpu, 2),
      reach: `<= ${reachCpu} x`,
      ok: cpu <= reachCpu,
    },
    {
      row: "mechanism: statements an update",
      ours: rounded(statements, 3),
      baseline: "–",
      ratio: null,
      reach: `<= ${reachStatements}`,
      ok: statements <= reachStatements,
    },
  ];
}

async function standOf(responder: Responder, name: string): Promise<Stand> {
  const stand = responder.stand(name);
  await stand.talks(Array.from({ length: chats }, (_, index) => ({ chat: 1000 + index })));
  return stand;
}
