-- Members of calls that clients filter by, as the calls show them. They stay in declared_members, too, which nodes of
-- the release before read.
ALTER TABLE comms_call ADD COLUMN subject VARCHAR;
ALTER TABLE comms_call ADD COLUMN call_direction VARCHAR(16);
ALTER TABLE comms_call ADD COLUMN call_chain_id VARCHAR;
ALTER TABLE comms_call ADD COLUMN my_participant_id VARCHAR;
ALTER TABLE comms_call ADD COLUMN shown_tenant_id VARCHAR;

UPDATE comms_call SET
    subject = STRINGDECODE(SUBSTRING(CAST((declared_members FORMAT JSON)."subject" AS VARCHAR) FROM 2 FOR CHAR_LENGTH(CAST((declared_members FORMAT JSON)."subject" AS VARCHAR)) - 2)),
    call_direction = COALESCE(UPPER(STRINGDECODE(SUBSTRING(CAST((declared_members FORMAT JSON)."direction" AS VARCHAR) FROM 2 FOR CHAR_LENGTH(CAST((declared_members FORMAT JSON)."direction" AS VARCHAR)) - 2))), CASE call_state WHEN 'INCOMING' THEN 'INCOMING' ELSE 'OUTGOING' END),
    call_chain_id = STRINGDECODE(SUBSTRING(CAST((declared_members FORMAT JSON)."callChainId" AS VARCHAR) FROM 2 FOR CHAR_LENGTH(CAST((declared_members FORMAT JSON)."callChainId" AS VARCHAR)) - 2)),
    my_participant_id = STRINGDECODE(SUBSTRING(CAST((declared_members FORMAT JSON)."myParticipantId" AS VARCHAR) FROM 2 FOR CHAR_LENGTH(CAST((declared_members FORMAT JSON)."myParticipantId" AS VARCHAR)) - 2)),
    shown_tenant_id = COALESCE(STRINGDECODE(SUBSTRING(CAST((declared_members FORMAT JSON)."tenantId" AS VARCHAR) FROM 2 FOR CHAR_LENGTH(CAST((declared_members FORMAT JSON)."tenantId" AS VARCHAR)) - 2)), tenant_id);
