-- What ended lately still counts in Telegram's limits, what ended long ago is forgotten.
CREATE INDEX "outbox_done" ON "outbox"("done_at") WHERE "done_at" IS NOT NULL;
