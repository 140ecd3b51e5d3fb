import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs one Java file as `java File.java` does, and lets libraries find its classes by their names,
 * which that does by itself only from Java 22 on. Kafka's clients want names of partitioners and
 * serializers.
 */
public class Launch {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    public static void main(String[] args) throws Throwable {
        var launch = new Launch();
        String mainClass = launch.compile(args[0]);
        if (mainClass == null) {
            System.err.println("error: compilation failed");
            System.exit(1);
        }
        var loader = launch.new Loader();
        Thread.currentThread().setContextClassLoader(loader);
        var main = loader.loadClass(mainClass).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException error) {
            System.err.print("Exception in thread \"main\" ");
            withoutOurs(error.getCause()).printStackTrace();
            System.exit(1);
        }
    }

    /** What has been thrown, without what stands below the program's own main. */
    private static Throwable withoutOurs(Throwable thrown) {
        var own = Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().startsWith("jdk.internal.reflect."))
                .toArray(StackTraceElement[]::new);
        thrown.setStackTrace(own);
        return thrown;
    }

    /** The name of the first class in the file; null when there are errors, which have been printed. */
    private String compile(String file) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        var source = new AnyName(files.getJavaFileObjects(file).iterator().next());
        var options = List.of("-proc:none", "-Xdiags:verbose");
        var task = (JavacTask) compiler.getTask(null, new Memory(files), null, options, null, List.of(source));
        var unit = task.parse().iterator().next();
        task.analyze();
        task.generate();
        if (classes.isEmpty() || unit.getTypeDecls().isEmpty()) return null;
        var name = ((ClassTree) unit.getTypeDecls().get(0)).getSimpleName().toString();
        return unit.getPackageName() == null ? name : unit.getPackageName() + "." + name;
    }

    /** A file may hold a public class of another name than its own. */
    private static class AnyName extends ForwardingJavaFileObject<JavaFileObject> {
        AnyName(JavaFileObject file) {
            super(file);
        }

        @Override
        public boolean isNameCompatible(String name, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    /** Keeps what is compiled in memory. */
    private class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    classes.put(name, bytes);
                    return bytes;
                }
            };
        }
    }

    private class Loader extends ClassLoader {
        Loader() {
            super(ClassLoader.getSystemClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
