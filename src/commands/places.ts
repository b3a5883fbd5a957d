import { text } from "node:stream/consumers";
import { createTerritories, readOwnTerritories } from "../centers/index.ts";

const territories = createTerritories(readOwnTerritories());
const queries = (await text(process.stdin)).replace(/^\uFEFF/, "").split("\n");
if (queries.at(-1) === "") queries.pop();

const answers = queries.map((query) => codesFor(query.replace(/\r$/, "")));
process.stdout.write(answers.map((codes) => `${codes}\n`).join(""));

function codesFor(query: string): string {
  return territories
    .search(query)
    .map(({ code }) => code)
    .join("|");
}
