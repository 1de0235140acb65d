import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: FsInformationClass","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/variables/FsInformationClass.md","filePath":"reference/smb2-codec/namespaces/fscc/variables/FsInformationClass.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/variables/FsInformationClass.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="variable-fsinformationclass" tabindex="-1">Variable: FsInformationClass <a class="header-anchor" href="#variable-fsinformationclass" aria-label="Permalink to &quot;Variable: FsInformationClass&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">const</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> FsInformationClass</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">:</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> object</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>FS_INFORMATION_CLASS ([MS-FSCC] 2.5), <code>FileFs…Information</code>.</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Name</th><th>Type</th><th>Default value</th></tr></thead><tbody><tr><td><a id="property-attribute"></a> <code>ATTRIBUTE</code></td><td><code>5</code></td><td><code>5</code></td></tr><tr><td><a id="property-control"></a> <code>CONTROL</code></td><td><code>6</code></td><td><code>6</code></td></tr><tr><td><a id="property-device"></a> <code>DEVICE</code></td><td><code>4</code></td><td><code>4</code></td></tr><tr><td><a id="property-full_size"></a> <code>FULL_SIZE</code></td><td><code>7</code></td><td><code>7</code></td></tr><tr><td><a id="property-label"></a> <code>LABEL</code></td><td><code>2</code></td><td><code>2</code></td></tr><tr><td><a id="property-object_id"></a> <code>OBJECT_ID</code></td><td><code>8</code></td><td><code>8</code></td></tr><tr><td><a id="property-sector_size"></a> <code>SECTOR_SIZE</code></td><td><code>11</code></td><td><code>11</code></td></tr><tr><td><a id="property-size"></a> <code>SIZE</code></td><td><code>3</code></td><td><code>3</code></td></tr><tr><td><a id="property-volume"></a> <code>VOLUME</code></td><td><code>1</code></td><td><code>1</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/variables/FsInformationClass.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsInformationClass = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsInformationClass as default
};
