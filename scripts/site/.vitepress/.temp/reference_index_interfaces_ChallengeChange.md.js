import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ChallengeChange","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ChallengeChange.md","filePath":"reference/index/interfaces/ChallengeChange.md"}');
const _sfc_main = { name: "reference/index/interfaces/ChallengeChange.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-challengechange" tabindex="-1">Interface: ChallengeChange <a class="header-anchor" href="#interface-challengechange" aria-label="Permalink to &quot;Interface: ChallengeChange&quot;">​</a></h1><p>Changes of a CHALLENGE_MESSAGE ([MS-NLMP] 2.2.1.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-clearflags"></a> <code>clearFlags?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of NegotiateFlags that are not granted.</td></tr><tr><td><a id="property-pairs"></a> <code>pairs?</code></td><td><code>readonly</code></td><td><code>ReadonlyMap</code>&lt;<code>number</code>, <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;&gt;</td><td>Values of pairs by their AvId; a pair that is not there is added.</td></tr><tr><td><a id="property-repeatable"></a> <code>repeatable?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the ServerChallenge may come again, as one that is given may: older responses prove nothing twice then.</td></tr><tr><td><a id="property-sent"></a> <code>sent?</code></td><td><code>readonly</code></td><td>(<code>serverChallenge</code>) =&gt; <code>void</code></td><td>Takes the ServerChallenge that is sent, for a script that repeats it.</td></tr><tr><td><a id="property-serverchallenge"></a> <code>serverChallenge?</code></td><td><code>readonly</code></td><td><code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>8 bytes.</td></tr><tr><td><a id="property-setflags"></a> <code>setFlags?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of NegotiateFlags that are set, asked for or not.</td></tr><tr><td><a id="property-targetname"></a> <code>targetName?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>TargetName.</td></tr><tr><td><a id="property-timestampoffset"></a> <code>timestampOffset?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Seconds that are added to MsvAvTimestamp.</td></tr><tr><td><a id="property-withoutpairs"></a> <code>withoutPairs?</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>AvIds of the pairs that TargetInfo does not have.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ChallengeChange.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ChallengeChange = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ChallengeChange as default
};
