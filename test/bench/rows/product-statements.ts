import { setTimeout as sleep } from "node:timers/promises";
import type { BenchOptions, BenchRow } from "../row.ts";
import { fillNetwork } from "../support/filled-network.ts";
import { startMeasured } from "../support/measured-process.ts";
import { productEnvironment, startSettlesMs } from "../support/product.ts";
import { program } from "../support/programs.ts";
import { startServices } from "../support/services.ts";
import { startResponder } from "../support/start-responder.ts";
import { countStatements, type Statement } from "../support/statements.ts";
import { rounded } from "../support/statistics.ts";

const reach = 8;
const usualMessages = 50;
const fullMessages = 300;
const pauseMs = 60;

/**
 * What one message added to a question costs the database, when it comes alone: nothing can be
 * done together with others. All is counted that the server executes meanwhile, the tickers' own
 * looks too. On the way it prints the statements, most frequent first.
 */
export async function productStatements({ full, say }: BenchOptions): Promise<BenchRow[]> {
  await using services = await startServices();
  await using responder = await startResponder();
  const databaseUrl = await services.database("ours");
  const stand = responder.stand("ours");
  await stand.talks(await fillNetwork(databaseUrl, { questions: 1000, people: 1000 }));
  await using counter = await countStatements(databaseUrl);
  await using _bot = startMeasured(
    program.product,
    productEnvironment(services, databaseUrl, responder.address, stand, "lifted"),
  );
  await stand.untilPoll();
  await sleep(startSettlesMs);

  const messages = full ? fullMessages : usualMessages;
  const writeAlone = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      await stand.take();
      await stand.write(1);
      await stand.untilSends(2);
      await sleep(pauseMs);
    }
  };
  await writeAlone(10);
  await counter.reset();
  await writeAlone(messages);
  const statements = await counter.read();
  const each = statements.reduce((sum, { calls }) => sum + calls, 0) / messages;
  say(listOf(statements, messages));
  return [
    {
      row: "product: statements a message",
      ours: rounded(each),
      baseline: "-",
      ratio: null,
      reach: `<= ${reach}`,
      ok: each <= reach,
    },
  ];
}

function listOf(statements: Statement[], messages: number): string {
  return statements
    .map(({ calls, text }) => {
      const words = text.replaceAll(/\s+/g, " ").slice(0, 160);
      return `${(calls / messages).toFixed(2).padStart(6)}  ${words}`;
    })
    .join("\n");
}
