-- Which questions have lately lost a desk, every second.
CREATE INDEX "question_desks_left" ON "question_desks"("left_at") WHERE "left_at" IS NOT NULL;
