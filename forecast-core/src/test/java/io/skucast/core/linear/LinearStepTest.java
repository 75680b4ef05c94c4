package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearStepTest {
  private static final int DAYS = 70;
  private static final LinearStep STEP =
      new LinearStep(Shop.PLAN, Shop.calendar(), Shop.LEVELS, new int[] {1, 7}, -1);
  private static final int SIZE = STEP.features().size();

  /** One series whose demand is multiplied by a factor. */
  private static Shop.Course course(int factor) throws Exception {
    Random random = new Random(5);
    Shop.Course course = new Shop.Course("a");
    for (int day = 0; day < DAYS; day++) {
      course.observe(1000L * factor * random.nextInt(9), Double.NaN);
    }
    return course;
  }

  private static Models models(LinearModel model, double mix) {
    Models models = new Models();
    for (int horizon : new int[] {1, 8}) {
      models.put(ModelsTest.version(Shop.PLAN.linear("toys", horizon), 0, model, mix));
    }
    return models;
  }

  /** A model of a few features that says something else than the smoothers. */
  private static LinearModel model() {
    double[] coefficients = new double[SIZE];
    coefficients[LinearFeatures.EXPECTED] = 0.6;
    coefficients[LinearFeatures.NAIVE] = 0.3;
    coefficients[SIZE - 1] = 0.5;
    coefficients[20] = 0.4;
    return new LinearModel(0.2, coefficients);
  }

  @Test
  void withoutAModelTheOutlookStaysAsItIs() throws Exception {
    Outlook outlook = course(1).outlook;
    LinearStep.Result result = STEP.apply(outlook, new Models(), true);
    assertThat(result.linear()).isNull();
    assertThat(result.outlook().mean()).containsExactly(outlook.mean());
    assertThat(result.outlook().quantiles()).isDeepEqualTo(outlook.quantiles());
    assertThat(result.outlook().contributions()).isEmpty();
    assertThat(result.outlook().riseProbability()).isNaN();
    SealedRow sealed = course(1).sealed.get(DAYS - 1);
    assertThat(STEP.expected(sealed, new Models())).containsExactly(sealed.expected());
  }

  @Test
  void aModelEffectiveLaterHasNoPart() throws Exception {
    Outlook outlook = course(1).outlook;
    Models later = new Models();
    later.put(ModelsTest.version(Shop.PLAN.linear("toys", 1), outlook.origin() + 1, model(), 1));
    assertThat(STEP.apply(outlook, later, true).outlook().mean()).containsExactly(outlook.mean());
  }

  /** As after a correction of the category: what was issued before it has to be replaced. */
  @Test
  void aSeriesWithoutAModelOfItsOwnIsForecastByTheSmoothersOnceOthersHaveOne() throws Exception {
    Outlook outlook = course(1).outlook;
    Models ofOthers = new Models();
    ofOthers.put(
        ModelsTest.version(new ModelGroup(ModelGroup.LINEAR, "food", 1, 7), 0, model(), 1));
    LinearStep.Result result = STEP.apply(outlook, ofOthers, true);
    assertThat(result.linear().mean()).containsExactly(outlook.mean());
    assertThat(result.outlook().mean()).containsExactly(outlook.mean());
    assertThat(STEP.apply(outlook, ofOthers, false).linear()).isNull();
  }

  @Test
  void theMixIsBetweenSmoothersAndModel() throws Exception {
    Outlook outlook = course(1).outlook;
    LinearStep.Result none = STEP.apply(outlook, models(model(), 0), true);
    LinearStep.Result all = STEP.apply(outlook, models(model(), 1), true);
    LinearStep.Result some = STEP.apply(outlook, models(model(), 0.25), true);
    assertThat(none.outlook().mean()).containsExactly(outlook.mean());
    assertThat(all.outlook().mean()).containsExactly(all.linear().mean());
    assertThat(all.linear().mean()).isNotEqualTo(outlook.mean());
    for (int h = 0; h < Shop.HORIZONS; h++) {
      assertThat(some.outlook().mean()[h])
          .isCloseTo(0.75 * outlook.mean()[h] + 0.25 * all.linear().mean()[h], within(1e-12));
    }
  }

  /** Forecasts of levels are sums of these: they have to be what the series itself issued. */
  @Test
  void aSealedRowIsExpectedWhatItsOutlookWas() throws Exception {
    Shop.Course course = course(1);
    double[] ofOutlook = STEP.apply(course.outlook, models(model(), 0.7), false).outlook().mean();
    double[] ofSealed = STEP.expected(course.sealed.get(DAYS - 1), models(model(), 0.7));
    assertThat(ofSealed).hasSize(Shop.REACH).startsWith(ofOutlook);
  }

  @Test
  void twiceTheDemandIsTwiceTheForecast() throws Exception {
    double[] once = STEP.apply(course(1).outlook, models(model(), 1), true).linear().mean();
    double[] twice = STEP.apply(course(2).outlook, models(model(), 1), true).linear().mean();
    for (int h = 0; h < once.length; h++) {
      assertThat(once[h]).isPositive();
      assertThat(twice[h]).isCloseTo(2 * once[h], within(1e-5 * once[h]));
    }
  }

  @Test
  void contributionsAddUpToTheDistanceFromTheMeanSeries() throws Exception {
    // Two reasons, so that none is left out: past demand, and the last flag of the calendar.
    Outlook outlook = course(1).outlook;
    LinearModel model = model();
    LinearStep.Result result = STEP.apply(outlook, models(model, 1), true);
    double issued = Arrays.stream(result.linear().mean()).sum();
    // The means of a version here are zeros: its mean series is the intercept alone.
    double level = STEP.features().level(outlook.row());
    double ofMeanSeries = Shop.HORIZONS * level * model.intercept();
    double effects =
        Arrays.stream(result.outlook().contributions()).mapToDouble(Contribution::effect).sum();
    assertThat(result.outlook().contributions()).hasSizeBetween(1, 3);
    assertThat(effects).isCloseTo(issued - ofMeanSeries, within(1e-9 * issued));
  }

  @Test
  void whatAModelSaysIsNeverNegativeNorBeyondTenLevels() throws Exception {
    Outlook outlook = course(1).outlook;
    double level = STEP.features().level(outlook.row());
    double[] coefficients = new double[SIZE];
    double[] low =
        STEP.apply(outlook, models(new LinearModel(-3, coefficients), 1), true).linear().mean();
    double[] high =
        STEP.apply(outlook, models(new LinearModel(99, coefficients), 1), true).linear().mean();
    assertThat(low).containsOnly(0.0);
    assertThat(high).containsOnly(10 * level);
  }

  @Test
  void quantilesKeepTheirPlaceAboutTheMean() throws Exception {
    Outlook outlook = course(1).outlook;
    Outlook made = STEP.apply(outlook, models(model(), 0.5), false).outlook();
    for (int h = 0; h < Shop.HORIZONS; h++) {
      double scale = made.mean()[h] / outlook.mean()[h];
      for (int l = 0; l < Shop.LEVELS.length; l++) {
        assertThat(made.quantiles()[l][h])
            .isCloseTo(scale * outlook.quantiles()[l][h], within(1e-12));
      }
    }
  }

  @Test
  void theOddsOfARiseAreThoseOfTheModelOfDirections() throws Exception {
    Models models = new Models();
    ModelGroup group = Shop.PLAN.direction("toys");
    models.put(ModelsTest.version(group, 0, new LinearModel(0, new double[SIZE]), 1));
    Outlook outlook = course(1).outlook;
    assertThat(STEP.apply(outlook, models, false).outlook().riseProbability()).isEqualTo(0.5);
    models.put(ModelsTest.version(group, 1, new LinearModel(2, new double[SIZE]), 1));
    assertThat(STEP.apply(outlook, models, false).outlook().riseProbability())
        .isCloseTo(0.8808, within(1e-4));
  }
}
