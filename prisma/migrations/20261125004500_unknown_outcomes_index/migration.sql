-- What is shown as unknown, and what a restored backup leaves so, is found without reading what was sent.
CREATE INDEX "outbox_unknown" ON "outbox"("id") WHERE "state" = 'unknown';
