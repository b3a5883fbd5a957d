import { type Action, type Actor, may } from "../access/index.ts";
import type { SupportKind } from "../centers/index.ts";
import type { Outcome, Transaction } from "../platform/perform.ts";
import { lineage } from "./answer-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import type { Question } from "./question.ts";

export interface StaffAct {
  cause: string;
  actor: Actor;
  number: number;
}

type Permitted<T extends Outcome> = T | { kind: "no-question" } | { kind: "not-allowed" };

/** What every act of staff on a question has in common: the lock, the right, the log. */
export function createStaffAct(deps: QuestionsDependencies) {
  return async <T extends Outcome>(
    useCase: string,
    action: Action,
    { cause, actor, number }: StaffAct,
    work: (transaction: Transaction, question: Question, personId: string) => Promise<T>,
  ): Promise<Permitted<T>> => {
    const directory = await deps.centers.readDirectory();
    return deps.perform<Permitted<T>>(cause, useCase, async (transaction) => {
      const found = await deps.questions.findByNumber(number, transaction);
      if (!found) return { kind: "no-question" };
      const question = await deps.questions.lock(transaction, found.id);
      if (!actor.personId || !may(actor.assignments, action, lineage(directory, question)))
        return { kind: "not-allowed" };
      await deps.access.log(transaction, {
        actorPersonId: actor.personId,
        centerId: question.ownerCenterId,
        action: useCase,
        subject: `question:${question.number}`,
      });
      return work(transaction, question, actor.personId);
    });
  };
}

/** «Беру»: colleagues see who works on it. */
export function createClaimQuestion(deps: QuestionsDependencies, desks: Desks) {
  const staffAct = createStaffAct(deps);
  return (input: StaffAct) =>
    staffAct("claim-question", "question.claim", input, async (transaction, question, personId) => {
      if (question.claimedBy)
        return {
          kind: "taken" as const,
          by: question.claimedBy.name,
          mine: question.claimedBy.personId === personId,
        };
      const claimed = await deps.questions.change(
        transaction,
        question.id,
        {
          claimedById: personId,
          claimedAt: deps.clock.now(),
          ...(question.state === "waiting" ? { state: "claimed" as const } : {}),
        },
        [{ actorPersonId: personId, what: "claimed" }],
      );
      await desks.refresh(transaction, input.cause, claimed);
      return { kind: "claimed" as const, number: question.number };
    });
}

/** «Снять с себя»: the question waits for a colleague again. */
export function createReleaseQuestion(deps: QuestionsDependencies, desks: Desks) {
  const staffAct = createStaffAct(deps);
  return (input: StaffAct) =>
    staffAct(
      "release-question",
      "question.claim",
      input,
      async (transaction, question, personId) => {
        if (!question.claimedBy) return { kind: "free" as const };
        const state = question.state === "claimed" ? ("waiting" as const) : question.state;
        const released = await deps.questions.change(
          transaction,
          question.id,
          { claimedById: null, claimedAt: null, state },
          [{ actorPersonId: personId, what: "released", before: question.claimedBy.personId }],
        );
        await desks.refresh(transaction, input.cause, released);
        return { kind: "released" as const, number: question.number };
      },
    );
}

/** Sets the kind of support that the author did not know, or chose wrongly; the history stays. */
export function createSetKind(deps: QuestionsDependencies, desks: Desks) {
  const staffAct = createStaffAct(deps);
  return (input: StaffAct & { kind: SupportKind }) =>
    staffAct("set-kind", "question.set-kind", input, async (transaction, question, personId) => {
      if (question.kind === input.kind) return { kind: "same" as const };
      const changed = await deps.questions.change(transaction, question.id, { kind: input.kind }, [
        { actorPersonId: personId, what: "kind", before: question.kind, after: input.kind },
      ]);
      await desks.refresh(transaction, input.cause, changed);
      return { kind: "set" as const, number: question.number };
    });
}
