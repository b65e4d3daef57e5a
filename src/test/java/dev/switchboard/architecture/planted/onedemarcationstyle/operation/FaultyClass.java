package dev.switchboard.architecture.planted.onedemarcationstyle.operation;

import jakarta.transaction.Transactional;

@Transactional
class FaultyClass {}
