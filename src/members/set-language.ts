import type { Language } from "../access/index.ts";
import type { Perform } from "../platform/perform.ts";
import type { PersonStore } from "./person-store.ts";

/** Chooses the language in which the bot speaks to a person. */
export function createSetLanguage(deps: { people: PersonStore; perform: Perform }) {
  const { people, perform } = deps;
  return (input: {
    cause: string;
    personId: string;
    language: Language;
  }): Promise<{ kind: "set" }> =>
    perform(input.cause, "set-language", async (transaction) => {
      await people.setLanguage(transaction, input.personId, input.language);
      return { kind: "set" };
    });
}
