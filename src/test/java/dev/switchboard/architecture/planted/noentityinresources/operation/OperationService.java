package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

@Stateless
class OperationService {

  @PersistenceContext private EntityManager entities;

  Operation find() {
    return entities.find(Operation.class, 1L);
  }

  List<Operation> all() {
    return List.of(find());
  }

  OperationView view() {
    return new OperationView(find().id());
  }
}
