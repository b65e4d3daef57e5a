-- Secrets that all nodes over this database share, each made here and never changed.
CREATE TABLE service_key (
    name   VARCHAR(32)  NOT NULL PRIMARY KEY,
    secret VARCHAR(128) NOT NULL
);

-- Seals the tokens by which a list is continued: 244 random bits.
INSERT INTO service_key (name, secret) VALUES ('page-token', CONCAT(gen_random_uuid(), gen_random_uuid()));
