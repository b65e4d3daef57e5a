package dev.switchboard.architecture.planted.onedemarcationstyle.operation;

import jakarta.transaction.Transactional;

class FaultyMethod {

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void merge() {}
}
