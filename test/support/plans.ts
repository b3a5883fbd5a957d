import { setTimeout as sleep } from "node:timers/promises";
import { createDatabase, type Database } from "../../src/platform/database.ts";

/** How PostgreSQL went about a statement. */
export interface Plan {
  text: string;
  /** Tables of which every row was read. */
  readWhole: string[];
}

export interface WatchedDatabase extends Database, AsyncDisposable {
  /** The plans of all statements of the work, those of functions and triggers included. */
  plansOf(work: () => Promise<unknown>): Promise<Plan[]>;
}

// the server tells each plan to the client that asked, PostgreSQL's manual, F.3 auto_explain
const settings = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  client_min_messages: "log",
};

/** Connects to a database as the product does, and hears how each statement is carried out. */
export function watchPlans(databaseUrl: string): WatchedDatabase {
  const url = new URL(databaseUrl);
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set("options", options.join(" "));
  const database = createDatabase(url.href, { connections: 2 });
  let heard: string[] = [];
  database.pool.on("connect", (client) => {
    client.on("notice", ({ message = "" }) => {
      if (message.startsWith("duration:")) heard.push(message);
    });
  });
  return {
    ...database,
    async plansOf(work) {
      heard = [];
      await work();
      // a notice comes before the end of its statement, but in a turn of its own
      await sleep(5);
      return heard.map((text) => ({
        text,
        readWhole: [...text.matchAll(/Seq Scan on (\w+)/g)].map(([, table = ""]) => table),
      }));
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
