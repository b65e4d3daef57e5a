package dev.switchboard.load.micro;

import com.nimbusds.jose.JOSEException;
import dev.switchboard.json.JsonLimits;
import dev.switchboard.json.JsonObjectReader;
import dev.switchboard.odata.EntityBody;
import dev.switchboard.odata.EntityContent;
import dev.switchboard.odata.EntitySerializers;
import dev.switchboard.odata.MetadataLevel;
import dev.switchboard.operation.MergeParts;
import dev.switchboard.operation.OperationModel;
import dev.switchboard.operation.OperationPatch;
import dev.switchboard.operation.OperationView;
import dev.switchboard.query.Select;
import dev.switchboard.security.TokenParts;
import dev.switchboard.settings.CallLimits;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One method for each part; what a part takes from the one before it is made beforehand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PureParts {

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

  private static final String DOCUMENT =
      "{\"status\":\"Running\",\"clientContext\":\"context %d\",\"resultInfo\":{\"code\":200,"
          + "\"subcode\":0,\"message\":\"as it should be\"},\"note\":{\"a\":[1,2,3]}}";

  private final byte[] body = DOCUMENT.formatted(0).getBytes(StandardCharsets.UTF_8);
  private final MergeParts merge = new MergeParts();
  private final OperationPatch[] patches = new OperationPatch[2];
  private JsonObject json;
  private OperationView view;
  private TokenParts tokens;
  private String token;
  private int turn;

  /** Makes what the parts take. */
  @Setup
  public void make() throws IOException, JOSEException {
    json = parseJson();
    for (int i = 0; i < patches.length; i++) {
      patches[i] =
          OperationPatch.from(
              read(DOCUMENT.formatted(i + 1).getBytes(StandardCharsets.UTF_8)),
              CallLimits.OF_GRAPH);
    }
    merge.apply(patches[0]);
    view = merge.view();
    tokens = new TokenParts();
    token = tokens.token();
  }

  /** Stops the issuer of the tokens. */
  @TearDown
  public void stop() {
    tokens.close();
  }

  private static JsonObject read(byte[] bytes) throws IOException {
    return JsonObjectReader.read(
        JsonLimits.ONE,
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        new ByteArrayInputStream(bytes));
  }

  /** From the bytes of a body to JSON within its limits. */
  @Benchmark
  public JsonObject parseJson() throws IOException {
    return read(body);
  }

  /** From JSON to a patch. */
  @Benchmark
  public OperationPatch parsePatch() {
    return OperationPatch.from(json, CallLimits.OF_GRAPH);
  }

  /** A patch, applied to an operation that it changes. */
  @Benchmark
  public boolean applyPatch() {
    turn ^= 1;
    return merge.apply(patches[turn]);
  }

  /** What an operation shows of itself. */
  @Benchmark
  public OperationView makeView() {
    return merge.view();
  }

  /** From what is shown to bytes. */
  @Benchmark
  public byte[] writeJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = GENERATORS.createGenerator(bytes)) {
      new EntitySerializers.One()
          .serialize(
              new EntityBody(
                  "http://localhost/v1.0/$metadata#communications/calls('1')/operations/$entity",
                  MetadataLevel.MINIMAL,
                  new EntityContent(
                      view,
                      OperationModel.COMMS_OPERATION,
                      Select.ALL,
                      "http://localhost/v1.0/communications/calls/1/operations/2",
                      Optional.empty())),
              generator,
              null);
    }
    return bytes.toByteArray();
  }

  /** From a token, signed with RS256, to whom it was issued to. */
  @Benchmark
  public Object checkToken() {
    return tokens.check(token);
  }
}
