import { CHAIN_MIGRATION } from './journal.ts'
import { DOCUMENT_SCHEMA } from './documents.ts'

/**
 * The journal is the record and is only ever appended to; the documents are projections of it that follow it
 * (write-behind.ts). `observation` is what the console shows: it may lag and may be lost without harm.
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
  CHAIN_MIGRATION,
  // One table of documents instead of one table for each kind: what changes in it is said once, by the acquirer.
  `
  ${DOCUMENT_SCHEMA}
  INSERT INTO document (tbl, key, body) SELECT 'merchant', id, body FROM merchant;
  INSERT INTO document (tbl, key, status, body)
    SELECT 'activation', code, iif(used, 'used', 'open'), json_object('terminalId', terminal_id, 'merchantId', merchant_id)
    FROM activation;
  INSERT INTO document (tbl, key, body) SELECT 'terminal', id, body FROM terminal;
  INSERT INTO document (tbl, key, alias, status, body, extra)
    SELECT 'payment', key, reference, status, json_set(body, '$.kind', 'sale'), answer FROM payment;
  INSERT INTO document (tbl, key, body)
    SELECT 'reversal', key, json_object('terminalId', substr(key, 1, 8), 'reason', reason) FROM reversal;
  INSERT INTO document (tbl, key, status, parent, body)
    SELECT 'owed', 'reversal-' || reference, 'open', body ->> '$.paymentKey', json_object('id', 'reversal-' || reference,
      'kind', 'reversal', 'paymentKey', body ->> '$.paymentKey', 'reference', reference, 'family', body ->> '$.paymentKey',
      'link', body ->> '$.link', 'trace', body ->> '$.trace', 'transmittedAt', body -> '$.transmittedAt')
    FROM onward_reversal;
  DROP TABLE merchant; DROP TABLE activation; DROP TABLE terminal; DROP TABLE payment; DROP TABLE reversal;
  DROP TABLE onward_reversal;
  `,
  // What is wrong in the fleet, as the console shows it; like observations it may be lost without harm.
  `
  CREATE TABLE incident (id TEXT PRIMARY KEY, found INTEGER NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
  CREATE INDEX incident_found ON incident (found, id);
  `,
  // Documents may lag behind the journal; the number of the line up to which they are what it comes to.
  `
  CREATE TABLE projected (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL) STRICT;
  INSERT INTO projected SELECT 1, coalesce(max(sequence), 0) FROM journal;
  DROP INDEX journal_subject;
  `,
  // What the console counts by, beside the JSON that has it: an index that holds all of it answers without reading that.
  `
  ALTER TABLE observation ADD COLUMN merchant TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN model TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN version TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN card_range TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN entry TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN pan_length TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN masked_pan TEXT NOT NULL DEFAULT '';
  ALTER TABLE observation ADD COLUMN amount_minor INTEGER NOT NULL DEFAULT 0;
  UPDATE observation SET merchant = coalesce(body ->> '$.attempt.merchant', ''), model = coalesce(body ->> '$.attempt.model', ''),
    version = coalesce(body ->> '$.attempt.softwareVersion', ''), card_range = coalesce(body ->> '$.attempt.range', ''),
    issuer = coalesce(body ->> '$.attempt.issuer', ''), entry = coalesce(body ->> '$.entryMode', ''),
    pan_length = coalesce(body ->> '$.attempt.panLength', ''), masked_pan = coalesce(body ->> '$.maskedPan', ''),
    amount_minor = coalesce(body ->> '$.amount_minor', 0);
  DROP INDEX observation_counts;
  CREATE INDEX observation_facts ON observation (at, status, cause, owner, trySpent, rescued, merchant, terminal, model, version,
    card_range, issuer, entry, pan_length, amount_minor, card, masked_pan);
  CREATE INDEX observation_merchant ON observation (merchant, at);
  CREATE INDEX observation_refused ON observation (cause, at) WHERE cause <> '';
  CREATE TABLE fleet_event (
    sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX fleet_event_at ON fleet_event (at);
  CREATE INDEX fleet_event_subject ON fleet_event (subject, at);
  `,
  // Outside the journal, because these are destroyed one day and nothing in the journal is.
  'CREATE TABLE card_key (day TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, wrapped TEXT NOT NULL) STRICT, WITHOUT ROWID;',
  // Batches by merchant, for statements; and reports, which are made once and never change.
  `
  UPDATE document SET parent = body ->> '$.merchantId' WHERE tbl = 'batch';
  CREATE TABLE report (id TEXT PRIMARY KEY, merchant TEXT NOT NULL, made INTEGER NOT NULL, line TEXT NOT NULL, body TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
  CREATE INDEX report_made ON report (made, id);
  CREATE INDEX report_merchant ON report (merchant, made, id);
  `,
  // Which key the PIN was under: a dimension that incidents are told apart by.
  `
  ALTER TABLE observation ADD COLUMN key_check TEXT NOT NULL DEFAULT '';
  UPDATE observation SET key_check = coalesce(body ->> '$.attempt.keyCheck', '');
  DROP INDEX observation_facts;
  CREATE INDEX observation_facts ON observation (at, status, cause, owner, trySpent, rescued, merchant, terminal, model, version,
    card_range, issuer, entry, pan_length, key_check, amount_minor, card, masked_pan);
  `,
  // Rows lie in the order in which they came: a payment's key begins with its terminal, and rows in the order of their keys
  // made every payment write a page of its own, and another for what did not fit. Less than half of the CPU time.
  `
  ALTER TABLE document RENAME TO document_before;
  DROP INDEX document_alias; DROP INDEX document_parent; DROP INDEX document_open;
  ${DOCUMENT_SCHEMA}
  INSERT INTO document SELECT tbl, key, status, alias, parent, body, extra FROM document_before;
  DROP TABLE document_before;
  ALTER TABLE observation RENAME TO observation_before;
  DROP INDEX observation_at; DROP INDEX observation_card; DROP INDEX observation_terminal; DROP INDEX observation_facts;
  DROP INDEX observation_merchant; DROP INDEX observation_refused;
  CREATE TABLE observation (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, card TEXT NOT NULL, terminal TEXT NOT NULL, status TEXT NOT NULL,
    cause TEXT NOT NULL, owner TEXT NOT NULL, trySpent INTEGER NOT NULL, rescued INTEGER NOT NULL, merchant TEXT NOT NULL,
    model TEXT NOT NULL, version TEXT NOT NULL, card_range TEXT NOT NULL, issuer TEXT NOT NULL, entry TEXT NOT NULL,
    pan_length TEXT NOT NULL, masked_pan TEXT NOT NULL, amount_minor INTEGER NOT NULL, body TEXT NOT NULL,
    key_check TEXT NOT NULL
  ) STRICT;
  INSERT INTO observation (id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model, version,
      card_range, issuer, entry, pan_length, masked_pan, amount_minor, body, key_check)
    SELECT id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model, version,
      card_range, issuer, entry, pan_length, masked_pan, amount_minor, body, key_check
    FROM observation_before ORDER BY at, id;
  DROP TABLE observation_before;
  CREATE INDEX observation_facts ON observation (at, id, status, cause, owner, trySpent, rescued, merchant, terminal, model,
    version, card_range, issuer, entry, pan_length, key_check, amount_minor, card, masked_pan);
  CREATE INDEX observation_card ON observation (card, at);
  CREATE INDEX observation_terminal ON observation (terminal, at);
  CREATE INDEX observation_merchant ON observation (merchant, at);
  CREATE INDEX observation_refused ON observation (cause, at) WHERE cause <> '';
  `,
  // Indexes begin with the part of the table that a row lies in. A thousand new rows have a thousand cards: at their places in one
  // index of all rows they wrote a page each, 8 KB a row in all, and held up the journal's own bytes on their way to the disk.
  `
  ALTER TABLE observation RENAME TO observation_before;
  DROP INDEX observation_facts; DROP INDEX observation_card; DROP INDEX observation_terminal; DROP INDEX observation_merchant;
  DROP INDEX observation_refused;
  CREATE TABLE observation (
    number INTEGER PRIMARY KEY, part INTEGER GENERATED ALWAYS AS (number >> 11) VIRTUAL,
    id TEXT NOT NULL, at INTEGER NOT NULL, card TEXT NOT NULL, terminal TEXT NOT NULL, status TEXT NOT NULL,
    cause TEXT NOT NULL, owner TEXT NOT NULL, trySpent INTEGER NOT NULL, rescued INTEGER NOT NULL, merchant TEXT NOT NULL,
    model TEXT NOT NULL, version TEXT NOT NULL, card_range TEXT NOT NULL, issuer TEXT NOT NULL, entry TEXT NOT NULL,
    pan_length TEXT NOT NULL, key_check TEXT NOT NULL, masked_pan TEXT NOT NULL, amount_minor INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  INSERT INTO observation (id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model, version,
      card_range, issuer, entry, pan_length, key_check, masked_pan, amount_minor, body)
    SELECT id, at, card, terminal, status, cause, owner, trySpent, rescued, merchant, model, version,
      card_range, issuer, entry, pan_length, key_check, masked_pan, amount_minor, body
    FROM observation_before ORDER BY at, id;
  DROP TABLE observation_before;
  CREATE INDEX observation_facts ON observation (at, id, status, cause, owner, trySpent, rescued, merchant, terminal, model,
    version, card_range, issuer, entry, pan_length, key_check, amount_minor, card, masked_pan);
  CREATE INDEX observation_id ON observation (part, id);
  CREATE INDEX observation_card ON observation (part, card, at);
  CREATE INDEX observation_terminal ON observation (part, terminal, at);
  CREATE INDEX observation_merchant ON observation (part, merchant, at);
  CREATE INDEX observation_refused ON observation (cause, at) WHERE cause <> '';
  `,
]
