package dev.switchboard.architecture.planted.onedemarcationstyle.operation;

import jakarta.transaction.UserTransaction;

record FaultyByHand(UserTransaction transaction) {}
