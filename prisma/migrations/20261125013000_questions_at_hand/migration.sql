-- Whether a colleague has answered before; the words of those who ask are many more.
CREATE INDEX "question_messages_answers" ON "question_messages"("sender_id") WHERE "side" = 'center';
-- The time in which a center usually answers, from the index alone.
CREATE INDEX "activities_answers" ON "activities"("center_id", "at") INCLUDE ("minutes") WHERE "what" = 'answered' AND "minutes" IS NOT NULL;
-- What the housekeeping forgets is found without reading what stays.
CREATE INDEX "inbox_done" ON "inbox"("received_at") WHERE "state" = 'done';

-- CreateIndex
CREATE INDEX "held_answers_sender_telegram_id_idx" ON "held_answers"("sender_telegram_id");
