import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against flavours in one start of the engine; one tab-separated line for each fact. */
public final class VeraCheck {
    private static final int SHOWN_FAILURES = 25;

    /** Arguments: flavours joined by commas, then the files. */
    public static void main(String[] args) {
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : args[0].split(",")) {
            flavours.add(PDFAFlavour.byFlavourId(id));
        }
        for (int i = 1; i < args.length; i++) {
            check(args[i], flavours);
        }
    }

    /** A file is read once for all flavours. */
    private static void check(String path, List<PDFAFlavour> flavours) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavours.get(0));
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavours, SHOWN_FAILURES, false, false, false)) {
            for (ValidationResult result : validator.validateAll(parser)) {
                say(path, result);
            }
        } catch (Exception | LinkageError failure) {
            for (PDFAFlavour flavour : flavours) {
                say("ERROR", flavour, path, failure.toString());
            }
        }
    }

    private static void say(String path, ValidationResult result) {
        PDFAFlavour flavour = result.getPDFAFlavour();
        say(result.isCompliant() ? "PASS" : "FAIL", flavour, path, result.getTotalAssertions() + " checks");
        for (TestAssertion broken : result.getTestAssertions()) {
            String rule = broken.getRuleId().getClause() + "-" + broken.getRuleId().getTestNumber();
            say("RULE", flavour, path, rule + " " + broken.getMessage() + " @ " + broken.getLocation().getContext());
        }
    }

    private static void say(String kind, PDFAFlavour flavour, String path, String text) {
        System.out.println(String.join("\t", kind, flavour.getId(), path, text.replaceAll("\\s+", " ")));
    }
}
