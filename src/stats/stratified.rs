//! All strata together: the weighted rate, its variance, and Korn and Graubard's interval
//! with the effective sample size capped, so that it is never shorter than a simple sample of
//! the same size would give. A criterion that applies to some files only is a domain: the
//! rate is then a ratio of two estimates, with linearised variance. Where it applies to all
//! the formulas are the ordinary stratified ones.

use super::proportion::{lower_limit, upper_limit};
use super::{Limits, Misuse, Side, student};
use crate::exact::Confidence;

/// One stratum's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    /// N_h, files in the population.
    pub population: u64,
    /// n_h, files reviewed.
    pub sample: u64,
    /// a_h, files reviewed that the criterion applies to; n_h where it applies to all.
    pub applicable: u64,
    /// x_h, files that deviate.
    pub deviations: u64,
}

/// What is done with a stratum of which one file of several was reviewed: it has no variance
/// of its own. The names are those of R's `survey.lonely.psu`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SingleFile {
    /// No estimate of variance, no interval.
    #[default]
    Refuse,
    /// Its file is measured from the overall rate instead of its own: cautious.
    Adjust,
    /// It gets the average of the other strata's variances.
    Average,
    /// It is taken to have none: too short, only for comparison with others.
    Certainty,
}

/// The weighted rate and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StratifiedEstimate {
    /// Σ (N_h/n_h) x_h / Σ (N_h/n_h) a_h.
    pub rate: f64,
    /// Its standard error; the linearised one for a domain.
    pub standard_error: f64,
    /// Σ (N_h/n_h) x_h: the deviating files in the population.
    pub total: f64,
    /// Σ (N_h/n_h) a_h: the files in the population that the criterion applies to.
    pub population: f64,
}

impl Stratum {
    /// A stratum all of whose files the criterion applies to.
    pub fn new(population: u64, sample: u64, deviations: u64) -> Self {
        Self {
            population,
            sample,
            applicable: sample,
            deviations,
        }
    }

    /// The same with only some files that the criterion applies to.
    #[must_use]
    pub fn applying_to(self, applicable: u64) -> Self {
        Self { applicable, ..self }
    }

    /// Whether all its files were reviewed.
    pub fn is_census(&self) -> bool {
        self.sample == self.population
    }

    /// N_h/n_h.
    fn weight(&self) -> f64 {
        self.population as f64 / self.sample as f64
    }
}

/// Checks what every stratified method asks for; strata without files are left out.
pub(super) fn checked(strata: &[Stratum]) -> Result<Vec<Stratum>, Misuse> {
    for (stratum, numbers) in strata.iter().enumerate() {
        let Stratum {
            population,
            sample,
            applicable,
            deviations,
        } = *numbers;
        if sample > population {
            return Err(Misuse::SampleExceedsPopulation { sample, population });
        }
        if deviations > sample {
            return Err(Misuse::DeviationsExceedSample { deviations, sample });
        }
        if applicable > sample || deviations > applicable {
            return Err(Misuse::ApplicableOutside { applicable });
        }
        if sample == 0 && population > 0 {
            return Err(Misuse::StratumNotReached { stratum });
        }
    }
    Ok(strata
        .iter()
        .copied()
        .filter(|s| s.population > 0)
        .collect())
}

/// The weighted rate with its standard error.
pub fn estimate(strata: &[Stratum], rule: SingleFile) -> Result<StratifiedEstimate, Misuse> {
    let alone = strata
        .iter()
        .position(|s| s.sample == 1 && s.population > 1);
    let strata = checked(strata)?;
    if let (SingleFile::Refuse, Some(stratum)) = (rule, alone) {
        return Err(Misuse::SingleFileStratum { stratum });
    }
    let total: f64 = strata
        .iter()
        .map(|s| s.weight() * s.deviations as f64)
        .sum();
    let population: f64 = strata
        .iter()
        .map(|s| s.weight() * s.applicable as f64)
        .sum();
    if population <= 0.0 {
        return Err(Misuse::NoFiles);
    }
    let rate = total / population;
    let mut variance: f64 = strata.iter().map(|s| stratum_variance(s, rate, rule)).sum();
    if rule == SingleFile::Average {
        let all = strata.len() as f64;
        let single = strata.iter().filter(|s| is_single(s)).count() as f64;
        if all > single {
            variance *= all / (all - single);
        }
    }
    Ok(StratifiedEstimate {
        rate,
        standard_error: libm::sqrt(variance) / population,
        total,
        population,
    })
}

fn is_single(stratum: &Stratum) -> bool {
    stratum.sample == 1 && stratum.population > 1
}

/// N_h²(1−n_h/N_h)/n_h times the variance of z = y − rate·a over the stratum's files, where
/// y says whether a file deviates and a whether the criterion applies to it.
fn stratum_variance(stratum: &Stratum, rate: f64, rule: SingleFile) -> f64 {
    if stratum.is_census() {
        return 0.0;
    }
    let (all, n) = (stratum.population as f64, stratum.sample as f64);
    let (deviating, other) = (1.0 - rate, -rate);
    let of_mean = all * all * (1.0 - n / all) / n;
    if is_single(stratum) {
        let z = match (stratum.deviations, stratum.applicable) {
            (1, _) => deviating,
            (_, 1) => other,
            (_, _) => 0.0,
        };
        return match rule {
            SingleFile::Adjust => of_mean * z * z,
            SingleFile::Refuse | SingleFile::Average | SingleFile::Certainty => 0.0,
        };
    }
    let x = stratum.deviations as f64;
    let met = (stratum.applicable - stratum.deviations) as f64;
    let outside = (stratum.sample - stratum.applicable) as f64;
    // Over pairs of files, so that a stratum of equal files has exactly none.
    let pairs = x * met + x * outside * deviating * deviating + met * outside * other * other;
    of_mean * pairs / (n * (n - 1.0))
}

/// Korn and Graubard's interval (1998) with the effective sample size at most the number of
/// files, and equal to it where the variance is zero without all files having been reviewed.
pub fn korn_graubard(
    strata: &[Stratum],
    confidence: Confidence,
    side: Side,
    rule: SingleFile,
) -> Result<Limits, Misuse> {
    let StratifiedEstimate {
        rate,
        standard_error,
        ..
    } = estimate(strata, rule)?;
    let (below, above) = side.risks(confidence);
    if strata.iter().all(Stratum::is_census) {
        return Ok(Limits {
            lower: below.map(|_| rate),
            upper: above.map(|_| rate),
        });
    }
    let files: u64 = strata.iter().map(|s| s.applicable).sum();
    let reached = strata.iter().filter(|s| s.applicable > 0).count() as u64;
    let effective = |risk: f64| -> Result<f64, Misuse> {
        if standard_error <= 0.0 {
            return Ok(files as f64);
        }
        let degrees = files - reached;
        if degrees == 0 {
            return Err(Misuse::NoDegreesOfFreedom);
        }
        let ratio = if risk < 0.5 {
            student::upper_quantile(risk, files - 1) / student::upper_quantile(risk, degrees)
        } else {
            1.0
        };
        let plain = rate * (1.0 - rate) / (standard_error * standard_error);
        Ok((plain * ratio * ratio).min(files as f64))
    };
    let limit =
        |risk: f64, at: fn(f64, f64, f64) -> f64| effective(risk).map(|n| at(n * rate, n, risk));
    Ok(Limits {
        lower: below
            .map(|risk| limit(risk.to_f64(), lower_limit))
            .transpose()?,
        upper: above
            .map(|risk| limit(risk.to_f64(), upper_limit))
            .transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_that_is_everything_is_the_stratified_estimate() {
        // W = (2/3, 1/3), p = (1/5, 1/2): rate 3/10; variance by hand
        // (2/3)²·(1−5/20)·(4/25)/4 + (1/3)²·(1−4/10)·(1/4)/3 = 1/75 + 1/180 = 17/900.
        let strata = [Stratum::new(20, 5, 1), Stratum::new(10, 4, 2)];
        let all = estimate(&strata, SingleFile::Refuse).unwrap();
        assert!((all.rate - 0.3).abs() < 1e-15);
        assert!((all.standard_error.powi(2) - 17.0 / 900.0).abs() < 1e-15);
        assert!((all.total - 9.0).abs() < 1e-12);
        assert!((all.population - 30.0).abs() < 1e-12);
    }

    /// Two strata of 10 files, 5 reviewed and 2 deviating, have 10²·(1−5/10)/5·(3/10) = 3 each; a
    /// third of which one file was reviewed has the others' average, so that 6 becomes 9. Total 4
    /// and 4 of 24 files: the rate is 1/3, its standard error 3/24.
    #[test]
    fn a_single_file_has_the_average_of_the_other_strata() {
        let strata = [
            Stratum::new(10, 5, 2),
            Stratum::new(10, 5, 2),
            Stratum::new(4, 1, 0),
        ];
        let all = estimate(&strata, SingleFile::Average).unwrap();
        assert!((all.rate - 1.0 / 3.0).abs() < 1e-15);
        assert!((all.standard_error - 3.0 / 24.0).abs() < 1e-15);
    }

    #[test]
    fn a_domain_in_one_stratum_by_hand() {
        // N = 12, n = 4, a = 3, x = 1: rate 1/3, applicable 9, z = 2/3, −1/3, −1/3, 0:
        // s² = (4/9 + 1/9 + 1/9)/3 = 2/9; variance 12²·(2/3)/4·(2/9)/9² = 16/243 · … by hand:
        // 144·(2/3)/4 = 24; 24·(2/9) = 16/3; over 81: 16/243.
        let strata = [Stratum::new(12, 4, 1).applying_to(3)];
        let domain = estimate(&strata, SingleFile::Refuse).unwrap();
        assert!((domain.rate - 1.0 / 3.0).abs() < 1e-15);
        assert!((domain.population - 9.0).abs() < 1e-15);
        assert!((domain.standard_error.powi(2) - 16.0 / 243.0).abs() < 1e-15);
    }

    #[test]
    fn an_interval_is_never_shorter_than_a_simple_sample_would_give() {
        // All in one stratum deviate and none in the other: the variance is zero, the
        // interval is that of 4 of 8.
        let strata = [Stratum::new(20, 4, 4), Stratum::new(20, 4, 0)];
        let level = Confidence::NINETY_FIVE;
        let limits = korn_graubard(&strata, level, Side::Two, SingleFile::Refuse).unwrap();
        let simple = super::super::proportion::clopper_pearson(4, 8, level, Side::Two).unwrap();
        assert_eq!(limits, simple);
    }

    /// W = (10/11, 1/11) and both rates 1/2: the variance is (100 · 0.98/1 + 0.2/7)/121 · 1/4, so that
    /// ten files are worth 121/(98 + 0.2/7) of a simple sample, times the square of t with 9 and 8
    /// degrees, 2.262157 and 2.306004 in the tables.
    #[test]
    fn files_of_unequal_weight_are_worth_less() {
        let strata = [Stratum::new(100, 2, 1), Stratum::new(10, 8, 4)];
        let level = Confidence::NINETY_FIVE;
        let limits = korn_graubard(&strata, level, Side::Two, SingleFile::Refuse).unwrap();
        let ratio = 2.262_157_163 / 2.306_004_135;
        let worth = 121.0 / (98.0 + 0.2 / 7.0) * ratio * ratio;
        let expected = lower_limit(worth / 2.0, worth, 0.025);
        assert!((limits.lower.unwrap() - expected).abs() < 1e-8);
        assert!((limits.upper.unwrap() - (1.0 - expected)).abs() < 1e-8);
    }

    #[test]
    fn what_has_no_variance_is_refused() {
        let level = Confidence::NINETY_FIVE;
        let bound = |strata: &[Stratum], rule| korn_graubard(strata, level, Side::Two, rule);
        let single = [Stratum::new(20, 4, 4), Stratum::new(20, 1, 0)];
        assert_eq!(
            bound(&single, SingleFile::Refuse),
            Err(Misuse::SingleFileStratum { stratum: 1 })
        );
        assert!(bound(&single, SingleFile::Adjust).is_ok());
        let none = [Stratum::new(20, 4, 4), Stratum::new(20, 0, 0)];
        assert_eq!(
            bound(&none, SingleFile::Adjust),
            Err(Misuse::StratumNotReached { stratum: 1 })
        );
        let two = [
            Stratum::new(20, 4, 1).applying_to(1),
            Stratum::new(20, 3, 0).applying_to(1),
        ];
        assert_eq!(
            bound(&two, SingleFile::Refuse),
            Err(Misuse::NoDegreesOfFreedom)
        );
        let empty = [Stratum::new(20, 4, 0).applying_to(0)];
        assert_eq!(bound(&empty, SingleFile::Refuse), Err(Misuse::NoFiles));
        let wrong = [Stratum::new(20, 4, 2).applying_to(1)];
        assert_eq!(
            bound(&wrong, SingleFile::Refuse),
            Err(Misuse::ApplicableOutside { applicable: 1 })
        );
    }

    #[test]
    fn a_census_is_known() {
        let strata = [Stratum::new(5, 5, 2), Stratum::new(3, 3, 0)];
        let level = Confidence::NINETY_FIVE;
        let limits = korn_graubard(&strata, level, Side::Upper, SingleFile::Refuse).unwrap();
        assert_eq!(limits.lower, None);
        assert_eq!(limits.upper, Some(0.25));
    }
}
