package dev.switchboard.architecture.planted.statelessholdsnostate.operation;

import jakarta.ejb.Stateless;
import java.util.HashMap;
import java.util.Map;

@Stateless
class FaultyCacheService {

  final Map<String, String> cache = new HashMap<>();
}
