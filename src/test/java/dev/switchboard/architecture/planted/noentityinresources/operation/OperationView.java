package dev.switchboard.architecture.planted.noentityinresources.operation;

record OperationView(long id) {}
