-- Apart from the migration before: a new value of an enum cannot be used in the transaction that adds it.
CREATE INDEX "outbox_mergeable" ON "outbox"("merge_key") WHERE "state" = 'queued' AND "merge_key" IS NOT NULL;
CREATE INDEX "outbox_parked" ON "outbox"("chat_id", "id") WHERE "state" = 'parked';
