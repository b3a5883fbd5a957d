-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "OutboxState" ADD VALUE 'parked';
ALTER TYPE "OutboxState" ADD VALUE 'merged';

-- AlterTable
ALTER TABLE "groups" ADD COLUMN     "muted_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "aside" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "merge_key" TEXT,
ADD COLUMN     "unknown_at" TIMESTAMPTZ(3),
ADD COLUMN     "unknown_why" TEXT,
ADD COLUMN     "unknowns" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "useful_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "leadership" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "instance" TEXT NOT NULL,
    "backend_pid" INTEGER NOT NULL,
    "beat" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "leadership_pkey" PRIMARY KEY ("id")
);
