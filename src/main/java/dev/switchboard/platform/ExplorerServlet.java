package dev.switchboard.platform;

import dev.switchboard.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * The page of development mode on which the service can be read about and tried: Swagger UI. Of
 * what is in its library only the files that the page needs are served. Outside development mode
 * none of that exists, for any method.
 */
@WebServlet(
    urlPatterns = {ExplorerServlet.PATH, ExplorerServlet.PATH + "/*"},
    asyncSupported = true)
public class ExplorerServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** Where the page is. */
  static final String PATH = "/explorer";

  /**
   * What the page may do in a browser: its own scripts, styles and requests, and the images that
   * Swagger UI writes into its styles and elements.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String SWAGGER_UI = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final String OWN = "dev/switchboard/platform/";

  @Inject private transient Settings settings;

  /** The served files: by their path, where they are on the class path. */
  private Map<String, String> files;

  @Override
  public void init() throws ServletException {
    String library = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    files =
        Map.of(
            "",
            OWN + "explorer.html",
            "/explorer.css",
            OWN + "explorer.css",
            "/explorer.js",
            OWN + "explorer.js",
            "/openapi.yaml",
            "META-INF/openapi.yaml",
            "/swagger-ui.css",
            library + "swagger-ui.css",
            "/swagger-ui-bundle.js",
            library + "swagger-ui-bundle.js",
            "/favicon-32x32.png",
            library + "favicon-32x32.png");
  }

  /** The version of Swagger UI is a part of the paths in its library. */
  private static String version() throws ServletException {
    try (InputStream in = resource(SWAGGER_UI)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new ServletException("Swagger UI cannot be read", e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (settings.development() && files.containsKey(path(request))) {
      super.service(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String file = files.get(path(request));
    response.setContentType(type(file));
    response.setHeader("Content-Security-Policy", POLICY);
    try (InputStream in = resource(file)) {
      in.transferTo(response.getOutputStream());
    }
  }

  private static String path(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null || path.equals("/") ? "" : path;
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html;charset=UTF-8";
      case "css" -> "text/css;charset=UTF-8";
      case "js" -> "text/javascript;charset=UTF-8";
      case "png" -> "image/png";
      default -> "application/yaml;charset=UTF-8";
    };
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = ExplorerServlet.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException("the library has no " + name);
    }
    return in;
  }
}
