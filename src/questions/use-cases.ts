import {
  createAddDraftToQuestion,
  createAddToQuestion,
  createPassThanks,
} from "./add-to-question.ts";
import { createAnswerQuestion } from "./answer-question.ts";
import { createAnswerWithDraft } from "./answer-with-draft.ts";
import { createChangeDraft, createDiscardDraft } from "./change-draft.ts";
import { createClaimQuestion, createReleaseQuestion, createSetKind } from "./claim-question.ts";
import {
  createCloseByAuthor,
  createCloseByCenter,
  createContinueQuestion,
  createNotHelped,
} from "./close-question.ts";
import type { QuestionsDependencies } from "./dependencies.ts";
import type { Desks } from "./desks.ts";
import { createDraftScreen, createShowDraft } from "./draft-card.ts";
import { createEditMessage } from "./edit-message.ts";
import {
  createDeclineHeld,
  createHoldAnswer,
  createNeedsHint,
  createSendHeld,
} from "./hold-answer.ts";
import { createEditDraft, createKeepDraft } from "./keep-draft.ts";
import { createFindPlace } from "./find-place.ts";
import { createListQuestions } from "./list-questions.ts";
import { createOpenAllHere, createOpenDeskHere } from "./open-desk-here.ts";
import { createResendAnswer } from "./resend-answer.ts";
import { createSeeQuestion } from "./see-question.ts";
import { createSendQuestion } from "./send-question.ts";
import { createViewQuestion } from "./view-question.ts";

/** All that can be done with drafts and questions. */
export function createUseCases(
  deps: QuestionsDependencies,
  desks: Desks,
  approve: Parameters<typeof createSendHeld>[2],
) {
  const openDeskHere = createOpenDeskHere(deps, desks);
  return {
    keepDraft: createKeepDraft(deps),
    editDraft: createEditDraft(deps),
    changeDraft: createChangeDraft(deps),
    discardDraft: createDiscardDraft(deps),
    showDraft: createShowDraft(deps),
    draftScreen: createDraftScreen(deps),
    sendQuestion: createSendQuestion(deps, desks),
    addToQuestion: createAddToQuestion(deps, desks),
    passThanks: createPassThanks(deps, desks),
    addDraftToQuestion: createAddDraftToQuestion(deps, desks),
    viewQuestion: createViewQuestion(deps),
    listQuestions: createListQuestions(deps),
    continueQuestion: createContinueQuestion(deps),
    closeByAuthor: createCloseByAuthor(deps, desks),
    notHelped: createNotHelped(deps, desks),
    editMessage: createEditMessage(deps, desks),
    answerQuestion: createAnswerQuestion(deps, desks),
    answerWithDraft: createAnswerWithDraft(deps, desks),
    resendAnswer: createResendAnswer(deps),
    holdAnswer: createHoldAnswer(deps),
    needsHint: createNeedsHint(deps),
    sendHeld: createSendHeld(deps, desks, approve),
    declineHeld: createDeclineHeld(deps),
    see: createSeeQuestion(deps),
    claim: createClaimQuestion(deps, desks),
    release: createReleaseQuestion(deps, desks),
    setKind: createSetKind(deps, desks),
    closeByCenter: createCloseByCenter(deps, desks),
    findPlace: createFindPlace(deps, desks),
    openDeskHere,
    openAllHere: createOpenAllHere(deps, openDeskHere),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
