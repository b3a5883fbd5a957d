import { readEnvironment } from "./environment.ts";

// Shorter than the pause between two checks of a supervisor.
const answerWithinMs = 8000;

const { OPERATIONS_PORT: port, OPERATIONS_HOST: host } = readEnvironment();
if (!port) fail("OPERATIONS_PORT is not set: the bot answers nobody who asks how it is");
else await check(`http://${reachable(host)}:${port}/healthz`);

async function check(address: string): Promise<void> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) });
    const answer = await response.text();
    if (response.ok) console.log(answer);
    else fail(answer);
  } catch {
    fail(`Nobody answers at ${address}`);
  }
}

/** Whoever listens on all addresses is found on this one. */
function reachable(given: string | undefined): string {
  const name = given?.trim() || "127.0.0.1";
  if (name === "0.0.0.0" || name === "::") return "127.0.0.1";
  return name.includes(":") ? `[${name}]` : name;
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
