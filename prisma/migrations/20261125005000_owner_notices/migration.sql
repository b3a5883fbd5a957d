-- CreateTable
CREATE TABLE "owner_notices" (
    "what" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "owner_notices_pkey" PRIMARY KEY ("what")
);

-- What could not be handled is counted without reading all that was.
CREATE INDEX "inbox_dead" ON "inbox"("done_at") WHERE "state" = 'dead';
