"""Sets of subgame-perfect payoffs of two players by the operator R of Abreu and Sannikov, compiled and rounded outward.

Setting: pure actions, perfect monitoring, public randomization, one discount factor d, k = (1 - d) / d. For a profile a
let g(a) be its payoffs, h(a) what each player gains by the best deviation, V* the set of equilibrium payoffs, u* its
least payoffs. For a convex set W and threats u let c(a) = u + k h(a) and Q(a) = {w in W: w >= c(a)}. R(W, u) is the
hull of g(a) for all a with g(a) >= c(a), and for the others of (1 - d) g(a) + d w for the extreme points w of Q(a) with
w_i = c_i(a) for some player i.

Every polygon here contains V*. What floats compute are sets W, threats u and thresholds c with
  (1) V* inside W and u <= u*, c(a) at most the true threshold for the threats u, and not decreasing as u rises;
  (2) for each a with not g(a) >= c(a) and each v in V* with v >= c(a): the part of the segment from v to g(a) that lies
      in {w >= c(a)} lies in W.
Both hold for W = hull {g(a)} and the pure minmax payoffs u: no equilibrium in pure actions pays less. If they hold for
(W, u, c), then for every convex W' that contains the hull R' of g(a) for all a with g(a) >= c(a) and of
(1 - d) g(a) + d w for all w in W, w >= c(a), with w_i = c_i(a) for some i, for the other a, with u' = max(u, min W'):
  V* lies in W': else a linear function is larger at some extreme point v of V* than on W', and at no point of V* larger
  than there. There is an a with v = (1 - d) g(a) + d w, w in V*, w >= c(a). As the function is at most as large at w,
  it is at least as large at g(a), which is not in W': not g(a) >= c(a). By (2) the segment from w to g(a) leaves
  {w >= c(a)} at a point b of W, so that (1 - d) g(a) + d b, between v and g(a), lies in W'. A contradiction.
  (2) holds for W', u', c' >= c: let not g(a) >= c'(a), and v in V*, v >= c'(a). If g(a) >= c(a), then W' contains g(a)
  and v. Otherwise the segment leaves {w >= c(a)} at a point b of W, and W' contains v and, on the segment beyond b,
  (1 - d) g(a) + d b.
So rounding outward costs no truth, however often; a profile that contributes no point never will, since then no v in V*
has v >= c(a); and an empty set is a proof that V* is empty. As V* does not shrink when d rises, and thresholds do not
fall when d falls, (1) and (2) still hold at any smaller d: a sweep downwards goes on from where it is.

Source: Abreu and Sannikov, Theoretical Economics 9 (2014) 313-338; the start from the minmax payoffs and the proof for
sets that are rounded are ours.
"""
