package dev.switchboard.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonbResolverTest {

  private final JsonbResolver resolver = new JsonbResolver();

  @Test
  void allTypesAreWrittenByTheSame() {
    assertThat(resolver.getContext(String.class)).isSameAs(resolver.getContext(List.class));
    assertThat(resolver.getContext(List.class).toJson(List.of("a", 1))).isEqualTo("[\"a\",1]");
  }
}
