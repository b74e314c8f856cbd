/**
 * The journal is the record and is only ever appended to; the tables below it are projections that the same
 * transaction keeps up to date. `observation` is what the console shows: it may lag and may be lost without harm.
 */
export const ACQUIRER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_subject ON journal (subject);
  CREATE TABLE merchant (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE activation (code TEXT PRIMARY KEY, terminal_id TEXT NOT NULL, merchant_id TEXT NOT NULL, used INTEGER NOT NULL DEFAULT 0)
    STRICT, WITHOUT ROWID;
  CREATE TABLE terminal (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE payment (
    key TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, status TEXT NOT NULL, body TEXT NOT NULL, answer TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX payment_open ON payment (key) WHERE status = 'open';
  CREATE TABLE reversal (key TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE onward_reversal (reference TEXT PRIMARY KEY, queued INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE observation (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, card TEXT NOT NULL, terminal TEXT NOT NULL, status TEXT NOT NULL,
    cause TEXT NOT NULL, owner TEXT NOT NULL, trySpent INTEGER NOT NULL, rescued INTEGER NOT NULL, body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX observation_at ON observation (at, id);
  CREATE INDEX observation_counts ON observation (at, status, cause, owner, trySpent, rescued);
  CREATE INDEX observation_card ON observation (card, at);
  CREATE INDEX observation_terminal ON observation (terminal, at);
  `,
]
