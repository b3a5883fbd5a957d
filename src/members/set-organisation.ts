import type { Clock } from "../platform/clock.ts";
import type { Perform, Transaction } from "../platform/perform.ts";
import type { Member } from "./member.ts";
import { readOrganisationName } from "./organisation-name.ts";
import type { OrganisationName, OrganisationStore } from "./organisation-store.ts";
import type { PersonStore } from "./person-store.ts";

export type OrganisationChoice =
  | { kind: "known"; id: string }
  | { kind: "named"; name: string }
  | { kind: "none" };

export type SetOrganisationOutcome =
  | { kind: "set"; organisation: { id: string; name: string } }
  | { kind: "set-none" }
  | { kind: "unknown-organisation" }
  | { kind: "bad-name" }
  | { kind: "no-consent" };

/** Records which organisation a person belongs to, in place of an earlier one. */
export function createSetOrganisation(deps: {
  people: PersonStore;
  organisations: OrganisationStore;
  perform: Perform;
  clock: Clock;
}) {
  const { people, organisations, perform, clock } = deps;

  async function resolve(
    transaction: Transaction,
    member: Member,
    choice: Exclude<OrganisationChoice, { kind: "none" }>,
  ): Promise<OrganisationName | "unknown-organisation" | "bad-name"> {
    if (choice.kind === "known")
      return (await organisations.find(transaction, choice.id)) ?? "unknown-organisation";
    const read = readOrganisationName(choice.name);
    if (read.kind !== "name") return "bad-name";
    return organisations.ensure(transaction, read.name, member.territoryCode);
  }

  return (input: {
    cause: string;
    personId: string;
    choice: OrganisationChoice;
  }): Promise<SetOrganisationOutcome> => {
    const { cause, personId, choice } = input;
    return perform(
      cause,
      "set-organisation",
      async (transaction): Promise<SetOrganisationOutcome> => {
        const member = await people.read(transaction, personId);
        if (!member?.consented) return { kind: "no-consent" };
        const at = clock.now();
        if (choice.kind === "none") {
          await organisations.replaceMembership(transaction, {
            personId,
            organisationId: null,
            at,
          });
          return { kind: "set-none" };
        }
        const organisation = await resolve(transaction, member, choice);
        if (typeof organisation === "string") return { kind: organisation };
        await organisations.replaceMembership(transaction, {
          personId,
          organisationId: organisation.id,
          at,
        });
        return { kind: "set", organisation };
      },
    );
  };
}
