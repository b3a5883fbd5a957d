import { startDemo } from "./demo.ts";
import { type DemoOptions, readOptions, usage } from "./options.ts";
import { playStory } from "./play.ts";
import { MigrationError } from "../platform/migrations.ts";
import { ServiceError } from "./services/processes.ts";

const resources = new AsyncDisposableStack();
let isStopping = false;

/** Stops everything, whatever state it is in; a second signal does not wait for that. */
async function stop(code: number): Promise<void> {
  if (isStopping) process.exit(code);
  isStopping = true;
  await resources.disposeAsync().catch((error: unknown) => console.error(error));
  process.exit(code);
}

function onFatal(reason: string): void {
  console.error(`The bot cannot go on: ${reason}`);
  void stop(1);
}

async function open({ folder, port, fresh }: DemoOptions): Promise<void> {
  console.log("Starting the demo …");
  const say = (sentence: string) => console.log(sentence);
  const demo = await startDemo({ folder, port, fresh, say, onFatal }, resources);
  if (demo.isFoundAgain)
    console.log(
      "Everything from the last run is there again. To forget it: npm run demo -- --fresh",
    );
  console.log(`\n  Open ${demo.address} in a browser.\n\nCtrl-C stops everything.`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void stop(0));
  try {
    if (options.play) await stop((await playStory({ onFatal }, resources)) ? 0 : 1);
    else await open(options);
  } catch (error) {
    // what was under way when everything was stopped has nothing to say
    if (isStopping) return;
    const isForPeople = error instanceof ServiceError || error instanceof MigrationError;
    console.error(isForPeople ? error.message : error);
    if (!options.play) console.error("\nTo start from nothing: npm run demo -- --fresh");
    await stop(1);
  }
}

await main();
