-- Of all that waits only some rows are on the wire, and whoever takes over looks for them first.
CREATE INDEX "outbox_sending" ON "outbox"("id") WHERE "state" = 'sending';
