import { type Actor, may } from "../access/index.ts";
import type { UseCaseDependencies } from "./dependencies.ts";

export interface ApproveColleagueInput {
  cause: string;
  /** Who says so. */
  actor: Actor;
  centerId: string;
  /** Who wrote from the center's group without being registered there. */
  colleague: { telegramId: number; name: string };
}

export type ApproveColleagueOutcome =
  | { kind: "approved" | "already"; personId: string }
  | { kind: "forbidden" };

/** Registers a colleague as a coordinator of the center, by a word of its head. */
export function createApproveColleague(deps: UseCaseDependencies) {
  return async (input: ApproveColleagueInput): Promise<ApproveColleagueOutcome> => {
    const { cause, actor, centerId, colleague } = input;
    const outcome = await deps.perform(cause, "approve-colleague", async (transaction) => {
      const lineage = await deps.centers.lineage(centerId, transaction);
      if (lineage.length === 0 || !may(actor.assignments, "answer.approve-sender", lineage))
        return { kind: "forbidden" as const };
      const personId = await deps.assignments.ensurePerson(transaction, colleague);
      const assignment = { personId, centerId, role: "coordinator" as const };
      const isNew = await deps.assignments.assign(transaction, assignment, deps.clock.now());
      await deps.access.log(transaction, {
        actorPersonId: actor.personId,
        centerId,
        action: "colleague.approve",
        subject: personId,
        details: { isNew },
      });
      return { kind: isNew ? ("approved" as const) : ("already" as const), personId };
    });
    if (outcome.kind === "approved") await deps.onReachable(cause);
    return outcome;
  };
}
