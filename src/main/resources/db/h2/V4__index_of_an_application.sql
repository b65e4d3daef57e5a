-- The application first: by the tenant alone this index would find a few calls of a tenant only by reading all entries of
-- that tenant, and yet be chosen for it.
DROP INDEX comms_call_application;
CREATE INDEX comms_call_application ON comms_call (application_id, tenant_id, id);
