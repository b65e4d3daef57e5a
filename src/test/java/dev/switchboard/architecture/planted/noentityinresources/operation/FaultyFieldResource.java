package dev.switchboard.architecture.planted.noentityinresources.operation;

import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

@Path("faultyfieldresource")
class FaultyFieldResource {

  Map<String, List<Operation>> cache;
}
