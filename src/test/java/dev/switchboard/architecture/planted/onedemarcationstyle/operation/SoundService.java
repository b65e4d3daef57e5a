package dev.switchboard.architecture.planted.onedemarcationstyle.operation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

@Stateless
class SoundService {

  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  void append() {}
}
