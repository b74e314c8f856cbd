import type { Client } from 'pg'

/**
 * Forward only. The same form as on SQLite: a journal that is only ever appended to, chained by day, and the documents
 * that follow from it. Text compares by code point, as it does in memory and on SQLite.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    sequence bigint PRIMARY KEY, at bigint NOT NULL, type text NOT NULL, subject text COLLATE "C" NOT NULL,
    body text NOT NULL, hash text NOT NULL
  );
  CREATE INDEX journal_subject ON journal (subject);
  CREATE TABLE journal_head (day text PRIMARY KEY, hash text NOT NULL);
  CREATE TABLE journal_position (one boolean PRIMARY KEY DEFAULT true CHECK (one), sequence bigint NOT NULL, hash text NOT NULL);
  INSERT INTO journal_position (sequence, hash) VALUES (0, '');
  CREATE FUNCTION journal_is_appended_to() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is only ever appended to'; END $$;
  CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    EXECUTE FUNCTION journal_is_appended_to();
  CREATE TABLE document (
    tbl text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, status text, alias text COLLATE "C",
    parent text COLLATE "C", body text NOT NULL, extra text, host integer NOT NULL, PRIMARY KEY (tbl, key)
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX document_alias ON document (tbl, alias) WHERE alias IS NOT NULL;
  CREATE INDEX document_parent ON document (tbl, parent, key) WHERE parent IS NOT NULL;
  CREATE INDEX document_open ON document (tbl, key) WHERE status = 'open';
  CREATE SEQUENCE host_number MAXVALUE 2147483647 CYCLE;
  CREATE SEQUENCE reference_block;
  `,
  // Outside the journal, because these are destroyed one day and nothing in the journal is.
  'CREATE TABLE card_key (day text PRIMARY KEY, id text NOT NULL UNIQUE, wrapped text NOT NULL)',
  // Batches by merchant, for statements; and reports, which are made once and never change.
  `
  UPDATE document SET parent = body::json ->> 'merchantId' WHERE tbl = 'batch';
  CREATE TABLE report (
    id text COLLATE "C" PRIMARY KEY, merchant text COLLATE "C" NOT NULL, made bigint NOT NULL, line text NOT NULL, body text NOT NULL
  );
  CREATE INDEX report_made ON report (made, id);
  CREATE INDEX report_merchant ON report (merchant, made, id);
  `,
  // People and what they work with, and the audit log of it, with a chain of its own.
  `
  CREATE TABLE account_record (
    kind text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, body text, version bigint NOT NULL, at bigint NOT NULL,
    PRIMARY KEY (kind, id)
  );
  CREATE INDEX account_record_version ON account_record (version);
  CREATE TABLE account_position (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), version bigint NOT NULL, sequence bigint NOT NULL, hash text NOT NULL
  );
  INSERT INTO account_position (version, sequence, hash) VALUES (0, 0, '');
  CREATE TABLE account_journal (
    sequence bigint PRIMARY KEY, at bigint NOT NULL, type text NOT NULL, subject text NOT NULL, body text NOT NULL,
    hash text NOT NULL
  );
  CREATE TABLE account_journal_head (day text PRIMARY KEY, hash text NOT NULL);
  CREATE TRIGGER account_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON account_journal
    EXECUTE FUNCTION journal_is_appended_to();
  `,
  // Attempts on their way from the host that made them to the consoles of all others (decision 0037).
  `
  CREATE TABLE shared_attempt (
    id text COLLATE "C" PRIMARY KEY, host text NOT NULL, at bigint NOT NULL, changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    body text NOT NULL
  );
  CREATE INDEX shared_attempt_changed ON shared_attempt (changed, id);
  CREATE INDEX shared_attempt_at ON shared_attempt (at);
  `,
  // The same in packs: what a host writes at once is one row. For each attempt a row with two indexes, and twice its text in the log of
  // the server, cost the server as much as the payment itself. A pack is compressed, unless it was made here.
  `
  CREATE TABLE shared_attempts (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, host text NOT NULL, newest bigint NOT NULL,
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(), pack bytea NOT NULL
  );
  ALTER TABLE shared_attempts ALTER COLUMN pack SET STORAGE EXTERNAL;
  INSERT INTO shared_attempts (host, newest, pack)
    SELECT host, max(at), convert_to(string_agg(body, E'\n' ORDER BY changed, id), 'UTF8')
    FROM (SELECT *, row_number() OVER (ORDER BY changed, id) / 500 AS together FROM shared_attempt) AS each
    GROUP BY together, host ORDER BY together;
  DROP TABLE shared_attempt;
  CREATE INDEX shared_attempts_changed ON shared_attempts (changed, number);
  CREATE INDEX shared_attempts_newest ON shared_attempts (newest);
  `,
]

/** Any number that nobody else takes advisory locks under. */
export const LOCKS = { migration: 5583_0001, host: 5583_0002, delivery: 5583_0003 } as const

/** One transaction: a migration that fails leaves everything as it was. Two hosts that start together take turns. */
export async function migrate(client: Client): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migration])
    await client.query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)')
    const found = await client.query<{ version: number }>('SELECT max(version) AS version FROM schema_version')
    const version = found.rows[0]?.version ?? 0
    if (version > MIGRATIONS.length)
      throw new Error('the database was written by a newer version of fiftyfive; this one cannot read it')
    for (const migration of MIGRATIONS.slice(version)) await client.query(migration)
    if (version < MIGRATIONS.length)
      await client.query('INSERT INTO schema_version (version) VALUES ($1)', [MIGRATIONS.length])
    await client.query('COMMIT')
  } catch (failure) {
    await client.query('ROLLBACK')
    throw failure
  }
}
