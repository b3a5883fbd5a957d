import type { Perform } from "../platform/perform.ts";
import type { PersonStore } from "./person-store.ts";
import type { Territories } from "./read-town.ts";

export type TerritoryChoice = { kind: "municipality"; code: string } | { kind: "outside" };

export type SetTerritoryOutcome =
  | { kind: "set"; code: string }
  | { kind: "set-outside" }
  | { kind: "unknown-territory" }
  | { kind: "no-consent" };

/** Records where a person lives: a municipality of the network, or another region. */
export function createSetTerritory(deps: {
  people: PersonStore;
  perform: Perform;
  territories: Territories;
}) {
  const { people, perform, territories } = deps;
  return (input: {
    cause: string;
    personId: string;
    choice: TerritoryChoice;
  }): Promise<SetTerritoryOutcome> =>
    perform(input.cause, "set-territory", async (transaction): Promise<SetTerritoryOutcome> => {
      const member = await people.read(transaction, input.personId);
      if (!member?.consented) return { kind: "no-consent" };
      if (input.choice.kind === "outside") {
        await people.setTerritory(transaction, input.personId, null);
        return { kind: "set-outside" };
      }
      const territory = territories.find(input.choice.code);
      if (!territory || territory.kind === "region") return { kind: "unknown-territory" };
      await people.setTerritory(transaction, input.personId, territory.code);
      return { kind: "set", code: territory.code };
    });
}
