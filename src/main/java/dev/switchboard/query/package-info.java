/**
 * The system query options that select, order and page entities (OData 4.01 URL Conventions 5):
 * from text to a typed tree, and from the tree to a condition of JPQL with bound parameters. It
 * knows the Entity Data Model and no entity: whoever owns one says by {@link
 * dev.switchboard.query.Columns} where its members are stored.
 */
package dev.switchboard.query;
