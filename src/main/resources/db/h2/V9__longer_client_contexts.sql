-- An administrator can allow up to 2048 characters, of up to two UTF-16 units each. No row is written again.
ALTER TABLE comms_operation ALTER COLUMN client_context SET DATA TYPE VARCHAR(4096);
